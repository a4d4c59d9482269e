import type { DomainEvent } from '@kefu/contracts';
import type { Outcome } from './commit.ts';
import { Overloaded } from './errors.ts';
import type { Prepared } from './prepare.ts';

type Waiting<E extends DomainEvent> = {
  commit: Prepared<E>;
  marks: string[];
  size: number;
  /** Since when, by `performance.now()`. */
  since: number;
  resolve(outcome: Outcome<E>): void;
  reject(reason: unknown): void;
};

type Settle<E extends DomainEvent> = (commit: Prepared<E>, outcome: PromiseSettledResult<Outcome<E>>) => void;

export type GroupOptions = {
  /** Batches on their way at once while none of them is slow; two keep both PostgreSQL and this process busy. */
  inFlight?: number;
  commits?: number;
  events?: number;
  /** How many commits may wait before further ones are turned away. */
  waiting?: number;
  /** How long one may wait until its turn comes: where the database does not answer, its caller is long gone. */
  patienceMs?: number;
  /**
   * How long after its events were sealed one may begin to be written (30,000): who is forgotten meanwhile counts as
   * forgotten only when nothing sealed before can come any more.
   */
  freshMs?: number;
};

// A batch that waits for a lock must not keep everybody else waiting: after this time another may go beside it.
const slowMs = 100;
const mostSlow = 4;
// So many that wait for a busy stream are passed over in the search for others.
const mostPassed = 1_000;

const marksOf = <E extends DomainEvent>({ inbox, idempotency }: Prepared<E>): string[] => [
  ...(inbox ? [`i\n${inbox.consumer}\n${inbox.eventId}`] : []),
  ...(idempotency ? [`c\n${idempotency.principal}\n${idempotency.key}`] : []),
];

/** The streams and marks that nobody else may touch for the moment. */
const createHeld = () => {
  const streams = new Set<string>();
  const marks = new Set<string>();
  return {
    holds: <E extends DomainEvent>(one: Waiting<E>): boolean =>
      one.commit.appends.some(({ stream }) => streams.has(stream)) ||
      one.marks.some((mark) => marks.has(mark)),
    /** Whether it may follow what is held in the same transaction: an append at any version may, a mark never. */
    follows: <E extends DomainEvent>(one: Waiting<E>): boolean =>
      one.commit.appends.every(({ stream, expected }) => expected === 'any' || !streams.has(stream)) &&
      !one.marks.some((mark) => marks.has(mark)),
    add: <E extends DomainEvent>(one: Waiting<E>): void => {
      for (const { stream } of one.commit.appends) streams.add(stream);
      for (const mark of one.marks) marks.add(mark);
    },
    remove: <E extends DomainEvent>(one: Waiting<E>): void => {
      for (const { stream } of one.commit.appends) streams.delete(stream);
      for (const mark of one.marks) marks.delete(mark);
    },
  };
};

/**
 * Commits that arrive while others are written share the next transaction, each with an outcome of its own; a lone
 * one leaves at once. Those of one stream are written in the order in which they came. Throws Overloaded when too
 * many wait, or one too long.
 */
export const createGroupCommit = <E extends DomainEvent>(
  write: (commits: readonly Prepared<E>[], settle: Settle<E>) => Promise<void>,
  {
    inFlight: most = 2,
    commits: mostCommits = 64,
    events: mostEvents = 1_000,
    waiting: mostWaiting = 10_000,
    patienceMs = 20_000,
  }: GroupOptions = {},
) => {
  let queue: Waiting<E>[] = [];
  const busy = createHeld();
  let inFlight = 0;
  let slow = 0;
  let isScheduled = false;

  /** The next transaction's commits, out of the queue. What waits for a busy stream keeps its place in line. */
  const takeBatch = (): Waiting<E>[] => {
    const batch: Waiting<E>[] = [];
    const taken = createHeld();
    const passed = createHeld();
    const left: Waiting<E>[] = [];
    let size = 0;
    let i = 0;
    for (; i < queue.length && batch.length < mostCommits && left.length < mostPassed; i++) {
      const one = queue[i];
      if (!one) break;
      const fits = batch.length === 0 || size + one.size <= mostEvents;
      if (fits && !busy.holds(one) && !passed.holds(one) && taken.follows(one)) {
        batch.push(one);
        taken.add(one);
        size += one.size;
      } else {
        left.push(one);
        passed.add(one);
      }
    }
    queue = left.length === 0 ? queue.slice(i) : [...left, ...queue.slice(i)];
    return batch;
  };

  const writeOut = async (batch: Waiting<E>[]): Promise<void> => {
    const byCommit = new Map(batch.map((one) => [one.commit, one]));
    for (const one of batch) busy.add(one);
    inFlight++;
    let isSlow = false;
    const patience = setTimeout(() => {
      if (slow === mostSlow) return;
      isSlow = true;
      slow++;
      inFlight--;
      schedule();
    }, slowMs);
    try {
      await write(
        batch.map(({ commit }) => commit),
        (commit, outcome) => {
          const one = byCommit.get(commit);
          if (outcome.status === 'fulfilled') one?.resolve(outcome.value);
          else one?.reject(outcome.reason);
        },
      );
    } catch (error) {
      for (const one of batch) one.reject(error);
    } finally {
      clearTimeout(patience);
      for (const one of batch) busy.remove(one);
      if (isSlow) slow--;
      else inFlight--;
      schedule();
    }
  };

  /** Nothing of them was written. */
  const turnAwayLate = (): void => {
    const now = performance.now();
    const inTime = queue.findIndex(({ since }) => now - since <= patienceMs);
    for (const { reject } of queue.splice(0, inTime === -1 ? queue.length : inTime))
      reject(new Overloaded(`the database did not come to it within ${patienceMs / 1_000} s`));
  };

  const flush = (): void => {
    isScheduled = false;
    turnAwayLate();
    while (inFlight < most) {
      const batch = takeBatch();
      if (batch.length === 0) return;
      void writeOut(batch);
    }
  };

  /** Not at once: whoever is answered in this turn may come back with the next command. */
  const schedule = (): void => {
    if (isScheduled || inFlight >= most || queue.length === 0) return;
    isScheduled = true;
    setImmediate(flush);
  };

  return (commit: Prepared<E>): Promise<Outcome<E>> =>
    new Promise((resolve, reject) => {
      if (queue.length >= mostWaiting) {
        reject(new Overloaded(`${queue.length} commits wait for the database`));
        return;
      }
      const size = commit.appends.reduce((sum, { recorded }) => sum + recorded.length, 0);
      queue.push({ commit, marks: marksOf(commit), size, since: performance.now(), resolve, reject });
      schedule();
    });
};
