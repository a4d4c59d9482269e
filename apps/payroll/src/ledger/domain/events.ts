import type { LedgerEntry } from '@kefu/contracts';

/** Something that counts for an agent's pay happened; `because` holds the ids of the events behind it. */
export type EntryRecorded = { type: 'EntryRecorded'; data: LedgerEntry };
