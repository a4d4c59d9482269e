import type { DomainEvent } from '@kefu/contracts';
import type { Append, Commit } from './commit.ts';
import { newEventId } from './event-id.ts';
import type { Recorded, Records } from './record.ts';

export type PreparedAppend<E extends DomainEvent> = Append<E> & { recorded: Recorded<E>[] };

/** A commit whose events have ids and are sealed; its appends are in the order in which streams are locked. */
export type Prepared<E extends DomainEvent> = Omit<Commit<E>, 'appends'> & {
  /** From when its keys may be, by `performance.now()`. */
  preparedAt: number;
  appends: PreparedAppend<E>[];
  /** Which of its appends the caller named first. */
  first: PreparedAppend<E> | undefined;
};

/** Seals the events of a commit with one look-up of keys. */
export const prepare = async <E extends DomainEvent>(
  commit: Commit<E>,
  records: Records<E>,
): Promise<Prepared<E>> => {
  const preparedAt = performance.now();
  const events = commit.appends.flatMap((append) => append.events);
  const recorded = await records.write(events.map((event) => ({ id: newEventId(), event })));
  let next = 0;
  const appends = commit.appends.map((append) => ({
    ...append,
    recorded: recorded.slice(next, (next += append.events.length)),
  }));
  const written = appends.filter(({ recorded }) => recorded.length > 0).sort(byStream);
  const twice = written.find((append, i) => append.stream === written[i + 1]?.stream);
  if (twice) throw new TypeError(`a commit appends to a stream once, not twice: ${twice.stream}`);
  return { ...commit, preparedAt, appends: written, first: appends[0] };
};

export const byStream = (a: { stream: string }, b: { stream: string }): number =>
  a.stream < b.stream ? -1 : a.stream > b.stream ? 1 : 0;
