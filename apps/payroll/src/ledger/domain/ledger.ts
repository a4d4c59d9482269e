import type { Decider, LedgerEntry } from '@kefu/contracts';
import type { EntryRecorded } from './events.ts';
import { payMonthOf } from './month.ts';

/** The entries of one agent in one month. */
export type Ledger = ReadonlySet<string>;

export type CreditResolvedCase = {
  caseId: string;
  agentId: string;
  at: string;
  /** What a resolved case pays at that instant. */
  amountFen: number;
  /** The event that says so. */
  eventId: string;
};

export const entryIdOf = (caseId: string): string => `resolved-case/${caseId}`;

const entryFor = ({ caseId, agentId, at, amountFen, eventId }: CreditResolvedCase): LedgerEntry => ({
  entryId: entryIdOf(caseId),
  agentId,
  month: payMonthOf(at),
  kind: 'resolved-case',
  quantity: 1,
  amountFen,
  caseId,
  because: [eventId],
  at,
});

export const ledger: Decider<CreditResolvedCase, Ledger, EntryRecorded> = {
  initial: new Set(),
  evolve: (entries, { data }) => new Set([...entries, data.entryId]),
  decide: (command, entries) =>
    entries.has(entryIdOf(command.caseId)) ? [] : [{ type: 'EntryRecorded', data: entryFor(command) }],
};
