import { expect } from '@jest/globals';
import { until } from '@kefu/testing/faults';
import fc, { type AsyncCommand } from 'fast-check';
import { CommandReused } from '../../src/index.ts';
import { parcels } from '../parcel-log.ts';
import { poolSize, streams, type Model, type Part, type Real, type Sent } from './log-model.ts';
import { readOn, readPage } from './reading.ts';
import { commit, reconcile, sendAlone, sendSurely } from './send.ts';

type Step = AsyncCommand<Model, Real>;

const step = (name: string, run: Step['run'], check: Step['check'] = () => true): Step => ({
  run,
  check,
  toString: () => name,
});

const named = (real: Real, parts: Part[], mark?: string): Sent => {
  const command = `c-${(real.nextCommand += 1)}`;
  real.holder?.since.add(command);
  return { command, parts, mark };
};

const part = fc.record<Part>({
  stream: fc.constantFrom(...streams),
  count: fc.integer({ min: 1, max: 3 }),
  expected: fc.constantFrom('any', 'none', 'right', 'wrong'),
});
const anyPart = part.map((of): Part => ({ ...of, expected: 'any' }));
const partsOf = (one: fc.Arbitrary<Part>) =>
  fc.uniqueArray(one, { minLength: 1, maxLength: 2, selector: ({ stream }) => stream });
const mark = fc.option(fc.constantFrom('event-1', 'event-2', 'event-3'), { nil: undefined });

const append = fc
  .tuple(partsOf(part), mark)
  .map(([parts, taken]) =>
    step(`append ${JSON.stringify({ parts, taken })}`, (model, real) =>
      sendAlone(model, real, named(real, parts, taken)),
    ),
  );

const sendAgain = fc.tuple(fc.nat(), fc.boolean()).map(([nth, isOther]) =>
  step(
    `send ${nth} again${isOther ? ' with another body' : ''}`,
    async (model, real) => {
      const former = model.sent[nth % model.sent.length];
      if (former === undefined) return;
      const { command, mark: taken } = former;
      const committing = commit(real.other, model, former, isOther ? 'another' : undefined);
      // an inbox does not ask what the event says
      if (isOther && taken === undefined) await expect(committing).rejects.toThrow(CommandReused);
      else
        expect(await committing).toMatchObject({
          duplicate: true,
          events: [],
          answer: taken === undefined ? command : null,
        });
    },
    ({ sent }) => sent.length > 0,
  ),
);

const read = fc.constantFrom(...streams).map((stream) =>
  step(`read ${stream}`, async (model, real) => {
    const events = await real.other.read(stream);
    expect(events.map(({ metadata }) => metadata.correlationId)).toEqual(model.streams.get(stream) ?? []);
    expect(events.map(({ version }) => version)).toEqual(events.map((_, i) => i + 1));
  }),
);

const readFeed = fc.tuple(fc.nat({ max: 1 }), fc.integer({ min: 1, max: 5 })).map(([nth, limit]) =>
  step(`reader ${nth} reads ${limit}`, async (_model, real) => {
    const reader = real.readers[nth];
    if (reader) await readPage(real, reader, nth, limit);
  }),
);

/** Commands of two processes side by side, while both readers read. */
const together = fc.array(partsOf(anyPart), { minLength: 2, maxLength: 5 }).map((all) =>
  step(`together ${JSON.stringify(all)}`, async (model, real) => {
    const sent = all.map((parts) => named(real, parts));
    await Promise.all([
      ...sent.map((one, i) => commit(i % 2 ? real.store : real.other, model, one)),
      ...real.readers.map((reader, nth) => readOn(real, reader, nth)),
    ]);
    await reconcile(model, real, sent);
  }),
);

/** Until no connection of a former life is left in the pools. */
const reached = async ({ store, other }: Real): Promise<void> => {
  const asking = [store, other].flatMap(({ pool }) =>
    Array.from({ length: poolSize }, () => pool.query('SELECT 1')),
  );
  await until('the database answers', async () => {
    const answers = await Promise.allSettled(asking.splice(0));
    asking.push(...[store, other].map(({ pool }) => pool.query('SELECT 1')));
    return answers.every(({ status }) => status === 'fulfilled');
  });
  await Promise.all(asking);
};

/** All connections break while commands are under way; each is sent again until it is answered. */
const crash = fc
  .tuple(
    fc.array(partsOf(anyPart), { minLength: 1, maxLength: 6 }),
    fc.integer({ min: 0, max: 6 }),
    fc.boolean(),
  )
  .map(([all, afterMs, isServer]) =>
    step(
      `crash of the ${isServer ? 'server’s side' : 'link'} after ${afterMs} ms under ${JSON.stringify(all)}`,
      async (model, real) => {
        const sent = all.map((parts) => named(real, parts));
        const sending = Promise.all(sent.map((one) => sendSurely(real.store, model, one)));
        await new Promise((resolve) => setTimeout(resolve, afterMs));
        if (isServer) {
          real.holder = undefined; // its transaction ends with its connection
          await real.log.breakConnections();
        } else {
          await real.link.cut();
          await real.link.mend();
        }
        await sending;
        await reached(real);
        await reconcile(model, real, sent);
      },
    ),
  );

const rebuild = fc.boolean().map((isUnderWriters) =>
  step(isUnderWriters ? 'rebuild under writers' : 'rebuild', async (model, real) => {
    const sent = isUnderWriters
      ? streams.map((stream) => named(real, [{ stream, count: 2, expected: 'any' }]))
      : [];
    const [{ hash }] = await Promise.all([
      real.store.rebuild(parcels),
      ...sent.map((one) => commit(real.store, model, one)),
    ]);
    await reconcile(model, real, sent);
    if (!isUnderWriters) expect(await real.store.hash(parcels)).toBe(hash);
    const { rows } = await real.store.pool.query<{ stream: string; scans: number }>(
      'SELECT stream, scans FROM parcel',
    );
    const kept = Object.fromEntries(rows.map(({ stream, scans }) => [stream, scans]));
    expect(kept).toEqual(Object.fromEntries([...model.streams].map(([stream, of]) => [stream, of.length])));
  }),
);

/** Somebody's transaction that stays open for a while: nothing that comes after it may be shown. */
const open = fc.constant(
  step('a transaction is opened elsewhere', async (_model, real) => {
    if (real.holder) return;
    const client = await real.log.connect();
    const mark = `elsewhere-${(real.nextCommand += 1)}`;
    await client.query(`BEGIN; INSERT INTO inbox (consumer, event_id) VALUES ('elsewhere', '${mark}')`);
    real.holder = { client, since: new Set() };
  }),
);

export const close = async (real: Real): Promise<void> => {
  const { holder } = real;
  real.holder = undefined;
  await holder?.client.query('COMMIT');
  await holder?.client.end();
};
const closing = fc.constant(step('the transaction elsewhere ends', (_model, real) => close(real)));

/** What may happen to a log. */
export const commandsOnLog = fc.commands(
  [append, append, sendAgain, read, readFeed, readFeed, together, crash, rebuild, open, closing],
  { maxCommands: 16 },
);
