import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defineView, type Position } from '../src/index.ts';
import {
  booked,
  createParcelLog,
  metadata,
  parcels,
  scanned,
  type ParcelEvent,
  type ParcelLog,
  type ParcelStore,
} from './parcel-log.ts';

/** Books and scans parcels; answers the token of the last. */
const write = async (store: ParcelStore, count: number, from = 0): Promise<Position> => {
  let last: Position | null = null;
  for (let i = from; i < from + count; i++) {
    const events = [booked(`cu_${i}`), scanned(`place-${i % 7}`), scanned(`place-${i % 3}`)];
    const { token } = await store.commit({
      appends: [{ stream: `parcel-${i}`, expected: 'none', events, metadata }],
    });
    last = token;
  }
  if (last === null) throw new Error('nothing was written');
  return last;
};

const indexNames = `SELECT array_agg(indexname::text ORDER BY indexname) AS names FROM pg_indexes WHERE schemaname = 'public' AND tablename IN ('parcel', 'place')`;

const scansOfPlaces = 'SELECT sum(scans)::int AS scans FROM place';

describe('a view', () => {
  let log: ParcelLog;
  let store: ParcelStore;
  beforeAll(async () => {
    log = await createParcelLog('views');
    store = log.open({ views: [parcels] });
    await write(store, 50);
  });
  afterAll(() => log.close());

  it('is written with its events', async () => {
    const { rows } = await store.pool.query(
      'SELECT sum(scans)::int AS scans, count(*)::int AS parcels FROM parcel',
    );
    expect(rows).toEqual([{ scans: 100, parcels: 50 }]);
  });

  it('comes out the same each time it is rebuilt, and the same as it was', async () => {
    const live = await store.hash(parcels);
    const names = (await store.pool.query(indexNames)).rows;
    expect(await store.rebuild(parcels)).toEqual({ events: 150, hash: live });
    expect(await store.rebuild(parcels)).toEqual({ events: 150, hash: live });
    expect((await store.pool.query(indexNames)).rows).toEqual(names);
    const { rows } = await store.pool.query(
      `SELECT nspname FROM pg_namespace WHERE nspname ~ '^(rebuild|retired)_'`,
    );
    expect(rows).toEqual([{ nspname: 'retired_parcels' }]);
  });

  it('sees events of commits that met in the order in which a rebuild sees them', async () => {
    const owner = await log.connect(log.migrationDatabaseUrl);
    await owner.query('CREATE TABLE latest (place text PRIMARY KEY, stream text NOT NULL)');
    await owner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON latest TO ${log.serviceRole}`);
    const latest = defineView<ParcelEvent>({
      name: 'latest',
      tables: ['latest'],
      project: ({ type, data, stream }) =>
        type === 'ParcelScanned' && stream.startsWith('met-')
          ? [
              {
                sql: `INSERT INTO latest (place, stream)
                      SELECT place, stream FROM jsonb_to_recordset($1::jsonb) AS r (place text, stream text)
                      ON CONFLICT (place) DO UPDATE SET stream = excluded.stream`,
                row: { place: data.place, stream },
                key: data.place,
              },
            ]
          : undefined,
    });
    const together = log.open({ views: [parcels, latest] });
    const names = Array.from({ length: 40 }, (_, i) => `met-${(i * 23) % 40}`);
    await Promise.all(
      names.map((stream) =>
        together.commit({
          appends: [{ stream, expected: 'none', events: [scanned('Jinan')], metadata }],
        }),
      ),
    );
    const live = await together.hash(latest);
    expect((await together.rebuild(latest)).hash).toBe(live);
  });

  it('is mended by a rebuild', async () => {
    const right = await store.hash(parcels);
    const owner = await log.connect(log.migrationDatabaseUrl);
    await owner.query('UPDATE parcel SET scans = 0; DELETE FROM place');
    expect(await store.hash(parcels)).not.toBe(right);
    expect((await store.rebuild(parcels)).hash).toBe(right);
  });

  it('goes back to the tables that were live before, and they have what came since', async () => {
    const owner = await log.connect(log.migrationDatabaseUrl);
    await store.rebuild(parcels);
    await owner.query('UPDATE parcel SET scans = 0'); // the new tables are wrong
    await write(store, 3, 500);
    const { events } = await store.rollBack(parcels);
    expect(events).toBe(9);
    const live = await store.hash(parcels);
    expect((await store.rebuild(parcels)).hash).toBe(live);
  });

  it('has nothing to go back to once somebody was forgotten, and says so', async () => {
    await store.rebuild(parcels);
    // The former tables show in plain text what somebody wants forgotten.
    await store.forget('cu_nobody-here');
    const { rows } = await store.pool.query(`SELECT to_regclass('retired_parcels.parcel') AS former`);
    expect(rows).toEqual([{ former: null }]);
    await expect(store.rollBack(parcels)).rejects.toThrow('no former tables');
  });

  it('goes back under 16 writers without losing or doubling anything', async () => {
    await store.rebuild(parcels);
    let changing = true;
    let next = 10_000;
    const writers = Array.from({ length: 16 }, async () => {
      while (changing) await write(store, 1, next++);
    });
    for (let i = 0; i < 3; i++) await store.rollBack(parcels);
    changing = false;
    await Promise.all(writers);
    const live = await store.hash(parcels);
    expect((await store.rebuild(parcels)).hash).toBe(live);
  });

  it('loses nothing while it is rebuilt under 16 writers, again and again', async () => {
    let rebuilding = true;
    let next = 1_000;
    const writers = Array.from({ length: 16 }, async () => {
      while (rebuilding) await write(store, 1, next++);
    });
    const hashes: string[] = [];
    for (let i = 0; i < 3; i++) hashes.push((await store.rebuild(parcels)).hash);
    rebuilding = false;
    await Promise.all(writers);
    expect(hashes).toHaveLength(3);
    const live = await store.hash(parcels);
    expect((await store.rebuild(parcels)).hash).toBe(live);
    const { rows } = await store.pool.query('SELECT count(*)::int AS parcels FROM parcel');
    const { rows: streams } = await store.pool.query(
      'SELECT count(DISTINCT stream)::int AS parcels FROM event',
    );
    expect(rows).toEqual(streams);
  });

  it('is rebuilt by one at a time', async () => {
    const [first, second] = await Promise.allSettled([store.rebuild(parcels), store.rebuild(parcels)]);
    expect([first.status, second.status].sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('a view that is followed', () => {
  let log: ParcelLog;
  let store: ParcelStore;
  beforeAll(async () => {
    log = await createParcelLog('followed');
    store = log.open();
  });
  afterAll(() => log.close());

  it('gets everything once, though two processes keep it, and tells when it has seen a token', async () => {
    const over = new AbortController();
    const followers = [store, log.open()].map((one) => one.follow(parcels, over.signal));
    const seen = { view: 'parcels', timeoutMs: 20_000 };
    expect(await store.waitFor(await write(store, 40), seen)).toBe(true);
    expect((await store.pool.query(scansOfPlaces)).rows).toEqual([{ scans: 80 }]);
    const live = await store.hash(parcels);
    expect((await store.rebuild(parcels)).hash).toBe(live);
    expect(await store.waitFor(await write(store, 10, 100), seen)).toBe(true);
    expect((await store.pool.query(scansOfPlaces)).rows).toEqual([{ scans: 100 }]);
    over.abort();
    await Promise.all(followers);
  });

  it('does not pretend to have seen what it has not', async () => {
    const token = await write(store, 1, 200);
    expect(await store.waitFor(token, { view: 'parcels', timeoutMs: 20 })).toBe(false);
    expect(await store.waitFor(token, { timeoutMs: 20_000 })).toBe(true);
  });
});
