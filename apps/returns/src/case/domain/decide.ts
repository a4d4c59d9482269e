import type { Decider } from '@kefu/contracts';
import { payRefund } from '../../settlement/domain/pay-refund.ts';
import { approveRefund } from './approve-refund.ts';
import type { CaseCommand, NoteReadingsChanged, RecordProgress } from './commands.ts';
import { decideCase } from './decide-case.ts';
import type { CaseEvent } from './events.ts';
import { judgeWeights } from './judge-weights.ts';
import { openCase } from './open-case.ts';
import { evolve, notOpened, type ReturnCase } from './state.ts';

const recordProgress = ({ step, at }: RecordProgress, state: ReturnCase): CaseEvent[] => {
  if (state.status !== 'weighing' || state.steps.includes(step)) return [];
  return [{ type: 'WeightCheckProgressed', data: { ...state.file.about, step, at } }];
};

/** Also after the verdict: the weights are judged anew then. */
const noteReadingsChanged = ({ waybillId, at }: NoteReadingsChanged, state: ReturnCase): CaseEvent[] => {
  if (state.status === 'not-opened' || !state.file.expectation) return [];
  return [{ type: 'ReadingsChanged', data: { ...state.file.about, waybillId, at } }];
};

export const decide = (command: CaseCommand, state: ReturnCase): CaseEvent[] => {
  switch (command.type) {
    case 'OpenCase':
      return openCase(command, state);
    case 'RecordProgress':
      return recordProgress(command, state);
    case 'NoteReadingsChanged':
      return noteReadingsChanged(command, state);
    case 'JudgeWeights':
      return judgeWeights(command, state);
    case 'DecideCase':
      return decideCase(command, state);
    case 'ApproveRefund':
      return approveRefund(command, state);
    case 'PayRefund':
      return payRefund(command, state);
  }
};

export const caseDecider: Decider<CaseCommand, ReturnCase, CaseEvent> = {
  initial: notOpened,
  evolve,
  decide,
};
