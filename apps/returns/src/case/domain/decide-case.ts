import type { DecideCase } from './commands.ts';
import { decline, refund, reship, type Grounds } from './consequence.ts';
import type { CaseEvent } from './events.ts';
import { leftOfLine } from './line.ts';
import { refundAmount } from './refund-amount.ts';
import { refused } from './refusal.ts';
import type { CaseFile, OpenedCase, ReturnCase } from './state.ts';

/** A person decides what the scales could not, or looks again at what a correction re-opened. */
export const decideCase = (command: DecideCase, state: ReturnCase): CaseEvent[] => {
  if (state.status === 'not-opened') throw refused('case-unknown', 'no case was opened under this id');
  const { file } = state;
  const { by, reason, at } = command;
  if (command.outcome === 'keep') return keep(command, file);
  if (!waitsForPerson(state)) {
    if (isPromised(state) && file.judged?.reopened)
      throw refused('promise-stands', `the case is ${state.status}: what was promised is kept`);
    throw refused('case-not-awaiting-person', `the case is ${state.status}`);
  }
  if (command.outcome === 'decline')
    return state.status === 'declined' ? keep(command, file) : decline(file, by, reason, at);

  const grounds: Grounds = { because: 'decided-by-person', by, reason, at };
  const stillOpen = { ...file, refundFen: stillLeft(file, command) };
  return command.outcome === 'reshipment' ? reship(stillOpen, grounds) : refund(stillOpen, grounds);
};

const keep = ({ by, reason, at }: DecideCase, file: CaseFile): CaseEvent[] => {
  if (!file.judged?.reopened) throw refused('verdict-not-reopened');
  return [{ type: 'VerdictUpheld', data: { ...file.about, upheldBy: by.personId, reason, at } }];
};

const waitsForPerson = (state: OpenedCase): boolean => {
  if (state.status === 'declined') return state.file.judged?.reopened ?? false;
  // The carrier is three days late by then: the customer need not wait for it any longer.
  if (state.status === 'weighing') return state.steps.includes('supervisor-told-72h');
  return state.status === 'awaiting-person';
};

const isPromised = ({ status }: OpenedCase): boolean =>
  status === 'refund-approved' || status === 'refund-paid' || status === 'reshipment-approved';

/** A declined case gave its line back: somebody else may have asked for it meanwhile. */
const stillLeft = ({ about, line, quantity }: CaseFile, { claims }: DecideCase): number => {
  const left = leftOfLine(line, claims, about.caseId);
  if (left.openCaseId) throw refused('case-open-already', `case ${left.openCaseId}`);
  if (quantity > left.quantity) throw refused('line-refunded-already');
  return refundAmount({ unitPriceFen: line.unitPriceFen, quantity, remainingFen: left.amountFen });
};
