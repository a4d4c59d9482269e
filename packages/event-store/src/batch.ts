import type { DomainEvent } from '@kefu/contracts';
import type { Expected } from './commit.ts';
import { byStream, type Prepared } from './prepare.ts';
import { nestedJson } from './readable.ts';

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
  streams.map(({ stream }) => stream),
  streams.map(({ expected }) => versionOf(expected)),
  commits.flatMap(({ appends }) => appends.map(({ metadata }) => JSON.stringify(metadata))),
  eventsOf({ commits, streams }),
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

/** What is JSON already goes in as it is: its text comes out of the document unchanged. */
const eventsOf = <E extends DomainEvent>({ commits, streams }: Batch<E>): string => {
  const rows: string[] = [];
  const places = new Map(streams.map(({ stream }, i) => [stream, i + 1]));
  const behindHead = new Map<string, number>();
  let by = 0;
  for (const { stream, recorded } of commits.flatMap(({ appends }) => appends)) {
    by++;
    let nth = behindHead.get(stream) ?? 0;
    for (const { content } of recorded) {
      const { type, schema_version, id, subject, data, sealed } = content;
      rows.push(
        `{"nr":${rows.length + 1},"of":${places.get(stream)},"nth":${++nth},"by":${by},"id":"${id}","shape":${schema_version},` +
          `"type":${JSON.stringify(type)},"data":${nestedJson(data)}` +
          (subject === null ? '}' : `,"subject":${JSON.stringify(subject)},"sealed":${sealed}}`),
      );
    }
    behindHead.set(stream, nth);
  }
  return `[${rows.join(',')}]`;
};
