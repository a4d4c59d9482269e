import type { DomainEvent } from '@kefu/contracts';
import { intArray, textArray } from './binary-array.ts';
import type { Expected } from './commit.ts';
import { byStream, type Prepared, type PreparedAppend } from './prepare.ts';

/** What a batch writes to one stream: appends of several commits follow each other. */
export type StreamWrite<E extends DomainEvent> = {
  stream: string;
  /** What the first of them expects; those behind it expect nothing. */
  expected: Expected;
  appends: { commit: Prepared<E>; append: PreparedAppend<E> }[];
};

/** One transaction. */
export type Batch<E extends DomainEvent> = {
  commits: readonly Prepared<E>[];
  /** In the order in which they are locked. */
  streams: StreamWrite<E>[];
};

export const batchOf = <E extends DomainEvent>(commits: readonly Prepared<E>[]): Batch<E> => {
  const streams = new Map<string, StreamWrite<E>>();
  for (const commit of commits) {
    for (const append of commit.appends) {
      const { stream, expected } = append;
      const write = streams.get(stream);
      if (write) write.appends.push({ commit, append });
      else streams.set(stream, { stream, expected, appends: [{ commit, append }] });
    }
  }
  return { commits, streams: [...streams.values()].sort(byStream) };
};

const versionOf = (expected: Expected): number =>
  expected === 'any' ? -1 : expected === 'none' ? 0 : expected;

/** The arguments of `append_events`, in its order. */
export const argumentsOf = <E extends DomainEvent>({ commits, streams }: Batch<E>): unknown[] => [
  textArray(streams.map(({ stream }) => stream)),
  streams.map(({ expected }) => versionOf(expected)),
  textArray(streams.flatMap(({ appends }) => appends.map(({ append }) => JSON.stringify(append.metadata)))),
  ...eventsOf(streams),
  marksOf(
    commits
      .flatMap(({ inbox }) => inbox ?? [])
      .map(({ consumer, eventId }) => ({ consumer, event_id: eventId })),
  ),
  marksOf(
    commits.flatMap(({ idempotency, answer = null }) =>
      idempotency
        ? {
            principal: idempotency.principal,
            key: idempotency.key,
            body_hash: idempotency.bodyHash,
            answer: JSON.stringify(answer),
          }
        : [],
    ),
  ),
];

const marksOf = (marks: readonly object[]): string | null =>
  marks.length > 0 ? JSON.stringify(marks) : null;

/** Of each event four numbers and five texts, one event after the other. */
const eventsOf = <E extends DomainEvent>(streams: readonly StreamWrite<E>[]): [Buffer, Buffer] => {
  const numbers: number[] = [];
  const texts: (string | null)[] = [];
  let by = 0;
  streams.forEach(({ appends }, place) => {
    let nth = 0;
    for (const { append } of appends) {
      by++;
      for (const { content } of append.recorded) {
        numbers.push(place + 1, ++nth, by, content.schema_version);
        texts.push(content.id, content.type, content.subject, content.data, content.sealed);
      }
    }
  });
  return [intArray(numbers), textArray(texts)];
};
