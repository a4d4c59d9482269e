import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startProxy, until, violationsOf, type Proxy } from '@kefu/testing/faults';
import fc from 'fast-check';
import { createParcelLog, parcels, type ParcelLog, type ParcelStore } from './parcel-log.ts';
import { close, commandsOnLog } from './model/commands.ts';
import { poolSize, type Model, type Real } from './model/log-model.ts';
import { readOn } from './model/reading.ts';

const runs = Number(process.env.KEFU_MODEL_RUNS ?? 500);
const seed = Number(process.env.KEFU_MODEL_SEED ?? Date.now() % 1_000_000_000);

describe(`a log that is used in every way, seed ${seed}`, () => {
  let log: ParcelLog;
  let link: Proxy;
  let store: ParcelStore;
  let other: ParcelStore;
  beforeAll(async () => {
    log = await createParcelLog('model');
    link = await startProxy({ port: Number(new URL(log.databaseUrl).port) });
    store = log.open({ databaseUrl: link.through(log.databaseUrl), views: [parcels], poolSize });
    other = log.open({ views: [parcels], poolSize });
  });
  afterAll(async () => {
    await log.close();
    await link.close();
  });

  const begin = async (): Promise<{ model: Model; real: Real }> => {
    await log.empty();
    const readers = [0, 1].map(() => ({ position: null, seen: new Set<string>() }));
    return {
      model: { streams: new Map(), sent: [], marks: new Set() },
      real: { log, link, store, other, readers, holder: undefined, operations: [], nextCommand: 0 },
    };
  };

  /** The whole log and all that readers saw of it, judged as after a fault. */
  const judge = async (model: Model, real: Real): Promise<void> => {
    await close(real);
    const stored = [...model.streams.values()].reduce((sum, of) => sum + of.length, 0);
    await until('both readers saw everything', async () => {
      await Promise.all(real.readers.map((reader, nth) => readOn(real, reader, nth)));
      return real.readers.every(({ seen }) => seen.size >= stored);
    });
    let events: Awaited<ReturnType<typeof store.feed>>['events'] = [];
    await until('the feed is settled', async () => {
      ({ events } = await store.feed({ after: null, limit: stored + 1 }));
      return events.length >= stored;
    });
    const kept = await store.hash(parcels);
    const { hash: rebuilt } = await store.rebuild(parcels);
    real.operations.push(
      ...events.map(
        ({ id, stream, version, metadata }) =>
          ({ kind: 'stored', id, stream, version, command: metadata.correlationId }) as const,
      ),
      { kind: 'view', name: 'parcels', kept, rebuilt },
    );
    expect(
      violationsOf(real.operations, stored === 0 ? ['I1', 'I3', 'I5'] : ['I1', 'I2', 'I3', 'I5']),
    ).toEqual([]);
  };

  it(
    `keeps what it acknowledged, once and in order, and shows it to every reader: ${runs} times`,
    async () => {
      await fc.assert(
        fc.asyncProperty(commandsOnLog, async (commands) => {
          const { model, real } = await begin();
          try {
            await fc.asyncModelRun(() => ({ model, real }), commands);
            await judge(model, real);
          } finally {
            await close(real);
          }
        }),
        { numRuns: runs, seed, endOnFailure: false },
      );
    },
    Math.max(180_000, runs * 1_000),
  );
});
