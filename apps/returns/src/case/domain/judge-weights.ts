import type { Verdict } from '@kefu/contracts';
import { judge } from '../../weight-check/domain/verdict.ts';
import { weightFacts } from '../../weight-check/domain/weighing.ts';
import type { JudgeWeights } from './commands.ts';
import { grantWish } from './consequence.ts';
import type { CaseEvent } from './events.ts';
import type { CaseFile, ReturnCase } from './state.ts';

/** The first judgement has its consequence; a later one that differs only asks a person to look again. */
export const judgeWeights = (command: JudgeWeights, state: ReturnCase): CaseEvent[] => {
  if (state.status === 'not-opened' || !state.file.expectation) return [];
  const { file } = state;
  const { at } = command;
  const weights = weightFacts(state.file.expectation, command.weighings, command.tolerances);
  const { verdict, because } = judge(weights);

  if (state.status === 'weighing') {
    const reached = { ...file.about, verdict, because, weights, waybillIds: file.waybillIds, at };
    return [{ type: 'VerdictReached', data: reached }, ...consequence(command, file, verdict, because)];
  }
  if (!file.judged || verdict === file.judged.byNow) return [];
  if (verdict === file.judged.verdict)
    return [{ type: 'VerdictUpheld', data: { ...file.about, upheldBy: null, reason: because, at } }];
  const reopened = { ...file.about, was: file.judged.verdict, would: verdict, because, weights, at };
  return [{ type: 'VerdictReopened', data: reopened }];
};

const consequence = (
  { complaintId, at }: JudgeWeights,
  file: CaseFile,
  verdict: Verdict,
  because: string,
): CaseEvent[] => {
  const by = { personId: file.about.agentId, limitFen: file.authorityFen };
  switch (verdict) {
    case 'lost-in-transit':
      return grantWish(file, { because: verdict, by, at });
    case 'short-packed':
      return [
        { type: 'WarehouseComplaintRecorded', data: { ...file.about, complaintId, because, at } },
        ...grantWish(file, { because: verdict, by, at }),
      ];
    // A person decides before the customer hears anything.
    case 'claim-unsupported':
    case 'inconclusive':
      return [];
  }
};
