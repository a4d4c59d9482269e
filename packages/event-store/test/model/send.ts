import { expect } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { Unavailable, VersionConflict, type Expected, type Outcome } from '../../src/index.ts';
import { metadata, scanned, type ParcelEvent, type ParcelStore } from '../parcel-log.ts';
import { apply, versionIn, type Model, type Part, type Real, type Sent } from './log-model.ts';

const expectedOf = (model: Model, { stream, expected }: Part): Expected => {
  const version = versionIn(model, stream);
  if (expected === 'right') return version === 0 ? 'none' : version;
  return expected === 'wrong' ? version + 1 : expected;
};

const isMet = (model: Model, { stream, expected }: Part): boolean =>
  expected === 'any' || expected === 'right' || (expected === 'none' && versionIn(model, stream) === 0);

/** The places are the command's name, so that each event tells where it comes from. */
export const commit = (
  store: ParcelStore,
  model: Model,
  { command, parts, mark }: Sent,
  bodyHash = command,
): Promise<Outcome<ParcelEvent>> =>
  store.commit({
    appends: parts.map((part) => ({
      stream: part.stream,
      expected: expectedOf(model, part),
      events: Array.from({ length: part.count }, () => scanned(command)),
      metadata: { ...metadata, correlationId: command },
    })),
    ...(mark === undefined
      ? { idempotency: { principal: 'model', key: command, bodyHash }, answer: command }
      : { inbox: { consumer: 'model', eventId: mark } }),
  });

export const eventsIn = ({ parts }: Sent): number => parts.reduce((sum, { count }) => sum + count, 0);

export const acknowledge = (model: Model, real: Real, sent: Sent): void => {
  model.sent.push(sent);
  real.operations.push({ kind: 'acknowledged', command: sent.command, events: eventsIn(sent) });
};

/** A connection that broke while it was idle may still be tried once: nothing was written then. */
const onceReached = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      await delay(2);
    }
  }
};

/** One command alone: it is written whole, or refused for the reason that the model knows. */
export const sendAlone = async (model: Model, real: Real, sent: Sent): Promise<void> => {
  const committing = onceReached(() => commit(real.store, model, sent));
  if (sent.mark !== undefined && model.marks.has(sent.mark)) {
    expect(await committing).toMatchObject({ duplicate: true, events: [] });
    return;
  }
  if (!sent.parts.every((part) => isMet(model, part))) {
    const error = await committing.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(VersionConflict);
    const { conflicts } = error as VersionConflict; // as just expected
    expect(conflicts.length).toBeGreaterThan(0);
    for (const { stream, actual } of conflicts) expect(actual).toBe(versionIn(model, stream));
    return;
  }
  const { version, duplicate, events } = await committing;
  const [first] = sent.parts;
  expect(duplicate).toBe(false);
  expect(version).toBe(versionIn(model, first?.stream ?? '') + (first?.count ?? 0));
  expect(events).toHaveLength(eventsIn(sent));
  apply(model, sent);
  acknowledge(model, real, sent);
};

/** Sends until there is an answer: what became of a lost one is asked for with the same key. */
export const sendSurely = async (store: ParcelStore, model: Model, sent: Sent): Promise<void> => {
  await onceReached(() => commit(store, model, sent));
};

/** After commands that ran side by side the log says in which order; each must be there once, and in one piece. */
export const reconcile = async (model: Model, real: Real, together: readonly Sent[]): Promise<void> => {
  for (const stream of new Set(together.flatMap(({ parts }) => parts.map((part) => part.stream)))) {
    const known = model.streams.get(stream) ?? [];
    const read = (await real.store.read(stream)).map(({ metadata: { correlationId } }) => correlationId);
    expect(read.slice(0, known.length)).toEqual(known);
    const tail = read.slice(known.length);
    const pieces = tail.filter((command, i) => command !== tail[i - 1]);
    const wanted = together.filter(({ parts }) => parts.some((part) => part.stream === stream));
    expect(pieces.toSorted()).toEqual(wanted.map(({ command }) => command).toSorted());
    for (const { command, parts } of wanted)
      expect(tail.filter((of) => of === command)).toHaveLength(
        parts.find((part) => part.stream === stream)?.count ?? 0,
      );
    model.streams.set(stream, read);
  }
  for (const sent of together) acknowledge(model, real, sent);
};
