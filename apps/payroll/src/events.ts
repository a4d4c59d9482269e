import type { EntryRecorded } from './ledger/domain/events.ts';
import type { RateSet } from './rate/domain/rates.ts';

/** Everything that this service's log holds. */
export type PayrollEvent = EntryRecorded | RateSet;
