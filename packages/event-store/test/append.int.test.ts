import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Overloaded, VersionConflict, type Commit, type Expected } from '../src/index.ts';
import {
  createParcelLog,
  metadata,
  parcels,
  scanned,
  type ParcelEvent,
  type ParcelLog,
  type ParcelStore,
} from './parcel-log.ts';

const scans = (stream: string, expected: Expected, ...places: string[]): Commit<ParcelEvent> => ({
  appends: [{ stream, expected, events: places.map(scanned), metadata }],
});

describe('appending', () => {
  let log: ParcelLog;
  let store: ParcelStore;
  beforeAll(async () => {
    log = await createParcelLog('append');
    store = log.open({ views: [parcels] });
  });
  afterAll(() => log.close());

  const conflictOf = async (commit: Commit<ParcelEvent>) => {
    const error = await store.commit(commit).catch((reason: unknown) => reason);
    if (!(error instanceof VersionConflict)) throw new Error('there was no conflict', { cause: error });
    return error.conflicts;
  };

  it('stores several events of one decision and gives them their versions and places', async () => {
    const { events, version, token } = await store.commit(scans('several', 'none', 'Jinan', 'Xuzhou'));
    expect(events.map((event) => event.version)).toEqual([1, 2]);
    expect(version).toBe(2);
    expect(token).toBe(events[1]?.position);
    expect(await store.read('several')).toEqual(events);
    expect(await store.read('several', { from: 2 })).toEqual(events.slice(1));
    expect(await store.read('several', { limit: 1 })).toEqual(events.slice(0, 1));
  });

  it('goes on at the version that was expected, and at any', async () => {
    await store.commit(scans('goes-on', 'none', 'Jinan'));
    expect((await store.commit(scans('goes-on', 1, 'Xuzhou'))).version).toBe(2);
    expect((await store.commit(scans('goes-on', 'any', 'Nanjing'))).version).toBe(3);
    expect((await store.commit(scans('begins', 'any', 'Nanjing'))).version).toBe(1);
  });

  it('conflicts where the stream stands elsewhere, says where, and writes nothing', async () => {
    await store.commit(scans('taken', 'none', 'Jinan'));
    expect(await conflictOf(scans('taken', 'none', 'X'))).toEqual([
      { stream: 'taken', expected: 0, actual: 1 },
    ]);
    expect(await conflictOf(scans('taken', 7, 'X'))).toEqual([{ stream: 'taken', expected: 7, actual: 1 }]);
    expect(await conflictOf(scans('absent', 3, 'X'))).toEqual([{ stream: 'absent', expected: 3, actual: 0 }]);
    expect(await store.read('taken')).toHaveLength(1);
    expect(await store.read('absent')).toHaveLength(0);
  });

  it('does not write what was sealed long ago, since its customer may be forgotten meanwhile', async () => {
    const frozen = log.open({ group: { freshMs: 500 } });
    const late = frozen.commit(scans('late', 'none', 'Jinan'));
    for (const until = performance.now() + 600; performance.now() < until;);
    await expect(late).rejects.toThrow(Overloaded);
    expect((await frozen.commit(scans('late', 'none', 'Jinan'))).version).toBe(1);
  });

  it('writes several streams or none of them', async () => {
    await store.commit(scans('b', 'none', 'Jinan'));
    const both = {
      appends: [...scans('a', 'none', 'Jinan').appends, ...scans('b', 'none', 'Jinan').appends],
    };
    expect(await conflictOf(both)).toEqual([{ stream: 'b', expected: 0, actual: 1 }]);
    expect(await store.read('a')).toHaveLength(0);
    const { events, version } = await store.commit({
      appends: [...scans('z', 'none', 'Jinan', 'Xuzhou').appends, ...scans('y', 'none', 'Nanjing').appends],
    });
    expect(events.map(({ stream }) => stream)).toEqual(['y', 'z', 'z']);
    expect(version).toBe(2);
  });

  it('refuses a commit that names a stream twice', async () => {
    const twice = {
      appends: [...scans('q', 'any', 'Jinan').appends, ...scans('q', 'any', 'Xuzhou').appends],
    };
    await expect(store.commit(twice)).rejects.toThrow(TypeError);
  });

  it('never fails at any version, however many write to the same four streams', async () => {
    const writers = Array.from({ length: 16 }, async (_, writer) => {
      for (let i = 0; i < 25; i++)
        await store.commit(scans(`hot-${(writer + i) % 4}`, 'any', `place-${i % 5}`));
    });
    await Promise.all(writers);
    for (const stream of ['hot-0', 'hot-1', 'hot-2', 'hot-3']) {
      const versions = (await store.read(stream)).map(({ version }) => version);
      expect(versions).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
    }
  });

  it('settles each of many commits by itself', async () => {
    await store.commit(scans('old', 'none', 'Jinan'));
    const commits = [
      scans('new-1', 'none', 'Jinan'),
      scans('old', 'none', 'Jinan'),
      scans('new-1', 1, 'Xuzhou'),
      { appends: [], statements: [{ sql: 'SELECT 1 / 0 WHERE $1::jsonb IS NOT NULL', row: {} }] },
      scans('new-2', 'none', 'Jinan'),
    ];
    const outcomes = await Promise.allSettled(commits.map((commit) => store.commit(commit)));
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(await store.read('new-1')).toHaveLength(2);
    expect(await store.read('new-2')).toHaveLength(1);
  });

  it('keeps every text as it is, also what PostgreSQL’s json would not take', async () => {
    const places = ['济南"\\\n', 'nul \u0000', 'half \ud83d', '\\u0000', '🚚'];
    await store.commit({
      ...scans('texts', 'none', ...places),
      idempotency: { principal: 'p \u2028', key: 'texts', bodyHash: 'h' },
      answer: places,
    });
    const read = await store.read('texts');
    expect(read.map(({ data }) => 'place' in data && data.place)).toEqual(places);
    const again = {
      ...scans('texts', 'none', 'X'),
      idempotency: { principal: 'p \u2028', key: 'texts', bodyHash: 'h' },
    };
    expect(await store.commit(again)).toMatchObject({ duplicate: true, answer: places });
    // A read model holds what can be searched.
    const { rows } = await store.pool.query(
      `SELECT place FROM place WHERE place ~ '^(nul|half) ' ORDER BY place`,
    );
    expect(rows).toEqual([{ place: 'half \uFFFD' }, { place: 'nul \uFFFD' }]);
  });

  it('writes a thousand streams with their views at once', async () => {
    const appends = Array.from({ length: 1_000 }, (_, i) => ({
      stream: `bulk-${i}`,
      expected: 'none' as const,
      events: [scanned('Jinan')],
      metadata,
    }));
    const { events } = await store.commit({ appends });
    expect(new Set(events.map(({ position }) => position)).size).toBe(1_000);
    const { rows } = await store.pool.query(
      `SELECT count(*)::int AS parcels FROM parcel WHERE stream LIKE 'bulk-%'`,
    );
    expect(rows).toEqual([{ parcels: 1_000 }]);
  });

  it('writes the statements of a commit in its transaction', async () => {
    const statements = [
      {
        sql: 'INSERT INTO place (place, scans) SELECT place, 0 FROM jsonb_to_recordset($1::jsonb) AS r (place text)',
        row: { place: 'Turfan' },
      },
    ];
    await store.commit({ ...scans('with-statement', 'none', 'Jinan'), statements });
    await expect(store.commit({ ...scans('unwritten', 'none', 'Jinan'), statements })).rejects.toThrow(
      'duplicate key',
    );
    expect(await store.read('unwritten')).toHaveLength(0);
  });

  it('writes the newest shape and reads older ones in it', async () => {
    await store.commit(scans('old-shape', 'none', 'jinan'));
    const newer = log.open({
      upcasters: { 'ParcelScanned@1': ({ place }: { place: string }) => ({ place: `${place}!` }) },
    });
    await newer.commit(scans('old-shape', 1, 'Xuzhou'));
    const places = (await newer.read('old-shape')).map(({ data }) => 'place' in data && data.place);
    expect(places).toEqual(['jinan!', 'Xuzhou']);
    const { rows } = await store.pool.query(
      `SELECT schema_version FROM event WHERE stream = 'old-shape' ORDER BY version`,
    );
    expect(rows).toEqual([{ schema_version: 1 }, { schema_version: 2 }]);
  });
});
