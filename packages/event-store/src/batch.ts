import { v7 as uuidv7 } from 'uuid';
import type { DomainEvent } from '@kefu/contracts';
import type { Append, Commit, Expected, Idempotency, Inbox } from './commit.ts';
import type { Recorded, Records } from './record.ts';

export type PreparedAppend<E extends DomainEvent> = Append<E> & { recorded: Recorded<E>[] };

/** A commit whose events have ids and are sealed; its appends are in the order in which streams are locked. */
export type Prepared<E extends DomainEvent> = Omit<Commit<E>, 'appends'> & {
  appends: PreparedAppend<E>[];
  /** Which of its appends the caller named first. */
  first: PreparedAppend<E> | undefined;
};

const byStream = (a: { stream: string }, b: { stream: string }) =>
  a.stream < b.stream ? -1 : a.stream > b.stream ? 1 : 0;

/** Seals the events of all commits with one look-up of keys. */
export const prepare = async <E extends DomainEvent>(
  commits: readonly Commit<E>[],
  records: Records<E>,
): Promise<Prepared<E>[]> => {
  const events = commits.flatMap(({ appends }) => appends.flatMap((append) => append.events));
  const recorded = await records.write(events.map((event) => ({ id: uuidv7(), event })));
  let next = 0;
  return commits.map((commit) => {
    const appends = commit.appends.map((append) => ({
      ...append,
      recorded: recorded.slice(next, (next += append.events.length)),
    }));
    const written = appends.filter((append) => append.events.length > 0).sort(byStream);
    const twice = written.find((append, i) => append.stream === written[i + 1]?.stream);
    if (twice) throw new TypeError(`a commit appends to a stream once, not twice: ${twice.stream}`);
    return { ...commit, appends: written, first: appends[0] };
  });
};

const holdsOf = <E extends DomainEvent>({ appends, inbox, idempotency }: Prepared<E>): string[] => [
  ...appends.map(({ stream }) => `s\n${stream}`),
  ...(inbox ? [`i\n${inbox.consumer}\n${inbox.eventId}`] : []),
  ...(idempotency ? [`c\n${idempotency.principal}\n${idempotency.key}`] : []),
];

/** Parts commits into transactions in which no stream and no mark occurs twice; those of one stream keep their order. */
export const batchesOf = <E extends DomainEvent>(commits: readonly Prepared<E>[]): Prepared<E>[][] => {
  const batches: Prepared<E>[][] = [];
  const nextFree = new Map<string, number>();
  for (const commit of commits) {
    const holds = holdsOf(commit);
    const place = Math.max(0, ...holds.map((hold) => nextFree.get(hold) ?? 0));
    (batches[place] ??= []).push(commit);
    for (const hold of holds) nextFree.set(hold, place + 1);
  }
  return batches;
};

const versionOf = (expected: Expected): number =>
  expected === 'any' ? -1 : expected === 'none' ? 0 : expected;

/** One transaction: whose is which element of the arrays that `append_events` gets. */
export type Batch<E extends DomainEvent> = {
  commits: readonly Prepared<E>[];
  appends: { commit: Prepared<E>; append: PreparedAppend<E> }[];
  inbox: { commit: Prepared<E>; mark: Inbox }[];
  marks: { commit: Prepared<E>; mark: Idempotency }[];
};

export const batchOf = <E extends DomainEvent>(commits: readonly Prepared<E>[]): Batch<E> => ({
  commits,
  appends: commits
    .flatMap((commit) => commit.appends.map((append) => ({ commit, append })))
    .sort((a, b) => byStream(a.append, b.append)),
  inbox: commits.flatMap((commit) => (commit.inbox ? [{ commit, mark: commit.inbox }] : [])),
  marks: commits.flatMap((commit) => (commit.idempotency ? [{ commit, mark: commit.idempotency }] : [])),
});

/** The arguments of `append_events`, in its order. */
export const argumentsOf = <E extends DomainEvent>({ appends, inbox, marks }: Batch<E>): unknown[] => [
  appends.map(({ append }) => append.stream),
  appends.map(({ append }) => versionOf(append.expected)),
  appends.map(({ append }) => append.recorded.length),
  appends.flatMap(({ append }) => eventsOf(append)),
  inbox.map(({ mark }) => [mark.consumer, mark.eventId]),
  marks.map(({ commit, mark }) => [
    mark.principal,
    mark.key,
    mark.bodyHash,
    JSON.stringify(commit.answer ?? null),
  ]),
];

const eventsOf = <E extends DomainEvent>({ metadata, recorded }: PreparedAppend<E>): unknown[][] => {
  const note = JSON.stringify(metadata);
  return recorded.map(({ content: { type, schema_version, id, subject, data, sealed } }) => [
    type,
    schema_version,
    id,
    subject,
    data,
    sealed,
    note,
  ]);
};
