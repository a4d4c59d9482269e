import type { DomainEvent } from '@kefu/contracts';
import { intArray, textArray } from './binary-array.ts';
import type { Expected } from './commit.ts';
import { byStream, type Prepared } from './prepare.ts';

/** One transaction. */
export type Batch<E extends DomainEvent> = {
  /** Their events follow each other in this order, also in the feed: an inline view sees them as a rebuild does. */
  commits: readonly Prepared<E>[];
  /** In the order in which they are locked, with what the first append to each expects; those behind it expect nothing. */
  streams: { stream: string; expected: Expected }[];
};

export const batchOf = <E extends DomainEvent>(commits: readonly Prepared<E>[]): Batch<E> => {
  const streams = new Map<string, Expected>();
  for (const { appends } of commits) {
    for (const { stream, expected } of appends) if (!streams.has(stream)) streams.set(stream, expected);
  }
  return {
    commits,
    streams: [...streams].map(([stream, expected]) => ({ stream, expected })).sort(byStream),
  };
};

const versionOf = (expected: Expected): number =>
  expected === 'any' ? -1 : expected === 'none' ? 0 : expected;

/** The arguments of `append_events`, in its order. */
export const argumentsOf = <E extends DomainEvent>({ commits, streams }: Batch<E>): unknown[] => [
  textArray(streams.map(({ stream }) => stream)),
  streams.map(({ expected }) => versionOf(expected)),
  textArray(commits.flatMap(({ appends }) => appends.map(({ metadata }) => JSON.stringify(metadata)))),
  ...eventsOf({ commits, streams }),
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
const eventsOf = <E extends DomainEvent>({ commits, streams }: Batch<E>): [Buffer, Buffer] => {
  const numbers: number[] = [];
  const texts: (string | null)[] = [];
  const places = new Map(streams.map(({ stream }, i) => [stream, { of: i + 1, nth: 0 }]));
  let by = 0;
  for (const { stream, recorded } of commits.flatMap(({ appends }) => appends)) {
    by++;
    const place = places.get(stream);
    if (!place) throw new Error(`${stream} is not among the streams of its batch`);
    for (const { content } of recorded) {
      numbers.push(place.of, ++place.nth, by, content.schema_version);
      texts.push(content.id, content.type, content.subject, content.data, content.sealed);
    }
  }
  return [intArray(numbers), textArray(texts)];
};
