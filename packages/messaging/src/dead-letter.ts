/** `failed` and `parked` ones wait; the others are settled and kept as the record of what was done. */
export type DeadLetterState = 'failed' | 'parked' | 'redriven' | 'dropped';

/** An event that could not be handled (`failed`), or one of the same key that waits behind it (`parked`). */
export type DeadLetter = {
  id: string;
  consumer: string;
  topic: string;
  partition: number;
  offset: string;
  key: string;
  eventId: string;
  eventType: string | null;
  headers: Record<string, string>;
  payload: string;
  state: DeadLetterState;
  error: string | null;
  attempts: number;
  at: Date;
  settledAt: Date | null;
  settledBy: string | null;
  reason: string | null;
};

export type DeadLetterQuery = { state?: DeadLetterState; key?: string; limit?: number };

/** What a redrive came to: it stops at the first event that fails again. */
export type Redriven = { redriven: number; remaining: number; error?: string };
