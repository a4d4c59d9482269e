import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { superuserUrl } from '@kefu/testing/servers';
import { comparePositions, type Position, type StoredEvent } from '../src/index.ts';
import {
  createParcelLog,
  metadata,
  scanned,
  type ParcelEvent,
  type ParcelLog,
  type ParcelStore,
} from './parcel-log.ts';

const append = (store: ParcelStore, stream: string, ...places: string[]) =>
  store.commit({ appends: [{ stream, expected: 'any', events: places.map(scanned), metadata }] });

/** A call of append_events for one event at any version, for transactions of the tests' own. */
const directly = (stream: string, id: string) => ({
  text: `SELECT append_events($1, '{-1}', $2, '{1,1,1,1}', $3, NULL, NULL)`,
  values: [[stream], [JSON.stringify(metadata)], [id, 'ParcelScanned', null, '{"place":"Jinan"}', null]],
});

describe('the feed', () => {
  let log: ParcelLog;
  let store: ParcelStore;
  beforeAll(async () => {
    log = await createParcelLog('feed');
    store = log.open();
  });
  afterAll(() => log.close());

  /** What the feed shows of these streams. Transactions of other tests hold it up too, so a token is waited for. */
  const shown = async (streams: string[], token: Position | null) => {
    let { events, position } = await store.feed({ after: null, limit: 1_000 });
    while (token !== null && (position === null || comparePositions(position, token) < 0))
      ({ events, position } = await store.feed({ after: null, limit: 1_000 }));
    return events
      .filter(({ stream }) => streams.includes(stream))
      .map(({ stream, version }) => `${stream} ${version}`);
  };

  it('does not pass a transaction that is still open, so that a late committer is never skipped', async () => {
    const late = await log.connect();
    await late.query('BEGIN');
    await late.query(directly('late', '0199f7a0-0000-7000-8000-000000000001'));
    const { token } = await append(store, 'quick', 'Xuzhou');
    expect(await shown(['late', 'quick'], null)).toEqual([]);
    await late.query('COMMIT');
    expect(await shown(['late', 'quick'], token)).toEqual(['late 1', 'quick 1']);
  });

  it('does not wait for a transaction of another database', async () => {
    const foreign = await log.connect(superuserUrl());
    await foreign.query('BEGIN');
    await foreign.query('SELECT pg_current_xact_id()');
    const { token } = await append(store, 'beside-a-foreigner', 'Xuzhou');
    expect(await shown(['beside-a-foreigner'], token)).toEqual(['beside-a-foreigner 1']);
    await foreign.query('ROLLBACK');
  });

  it('refuses an append by a transaction that wrote something before the stream moved on', async () => {
    await append(store, 'guarded', 'Jinan');
    const early = await log.connect();
    await early.query('BEGIN');
    await early.query(`INSERT INTO inbox (consumer, event_id) VALUES ('takes-its-xid', 'early')`);
    await append(store, 'guarded', 'Xuzhou');
    await expect(
      early.query(directly('guarded', '0199f7a0-0000-7000-8000-000000000002')),
    ).rejects.toMatchObject({
      code: '40001',
    });
    await early.query('ROLLBACK');
    const { token } = await append(store, 'guarded', 'Nanjing');
    expect(await shown(['guarded'], token)).toEqual(['guarded 1', 'guarded 2', 'guarded 3']);
  });

  it('keeps a stream in order when one waits for the other', async () => {
    const first = await log.connect();
    await first.query('BEGIN');
    await first.query(directly('queue', '0199f7a0-0000-7000-8000-000000000003'));
    const second = append(store, 'queue', 'Xuzhou');
    await log.untilWaiting(1);
    await first.query('COMMIT');
    expect(await shown(['queue'], (await second).token)).toEqual(['queue 1', 'queue 2']);
  });

  it('shows an older epoch whole, and goes on behind it', async () => {
    await append(store, 'before-restore', 'Jinan');
    const owner = await log.connect(log.migrationDatabaseUrl);
    // As after a restore into a new cluster, where transaction ids begin anew.
    await owner.query(`UPDATE event SET xid = '9000000000000000000' WHERE stream = 'before-restore'`);
    expect(await shown(['before-restore'], null)).toEqual([]);
    await owner.query('UPDATE event_log SET epoch = epoch + 1');
    const { token } = await append(store, 'after-restore', 'Jinan');
    expect(await shown(['before-restore', 'after-restore'], token)).toEqual([
      'before-restore 1',
      'after-restore 1',
    ]);
  });

  it('delivers all that 16 writers store to a live reader, each stream in order and nothing twice', async () => {
    const delivered: StoredEvent<ParcelEvent>[] = [];
    const over = new AbortController();
    const expected = 16 * 100;
    const reader = store.subscribe({
      name: 'live reader',
      after: null,
      onEvents: (events) => {
        delivered.push(...events.filter(({ stream }) => /^(shared|own)-/.test(stream)));
        if (delivered.length >= expected) over.abort();
      },
      signal: over.signal,
      limit: 50,
    });
    // A second process: its commits ring no bell in the reader's.
    const other = log.open();
    const writers = Array.from({ length: 16 }, async (_, writer) => {
      for (let i = 0; i < 100; i++) {
        const stream = i % 3 === 0 ? `shared-${i % 4}` : `own-${writer}-${i}`;
        await append(writer % 2 ? store : other, stream, 'Jinan');
      }
    });
    await Promise.all(writers);
    await reader;
    expect(new Set(delivered.map(({ id }) => id)).size).toBe(expected);
    expect(delivered).toHaveLength(expected);
    const heads = new Map<string, number>();
    for (const [i, { stream, version, position }] of delivered.entries()) {
      expect(version).toBe((heads.get(stream) ?? 0) + 1);
      heads.set(stream, version);
      const before = delivered[i - 1];
      if (before) expect(comparePositions(before.position, position)).toBeLessThan(0);
    }
  });

  it('wakes a subscription of this process at once', async () => {
    const over = new AbortController();
    const seen: string[] = [];
    const reader = store.subscribe({
      name: 'waiting',
      after: await store.head(),
      onEvents: (events) => {
        seen.push(...events.map(({ stream }) => stream));
        if (seen.includes('bell')) over.abort();
      },
      signal: over.signal,
    });
    expect(store.subscriptions().has('waiting')).toBe(true);
    await append(store, 'bell', 'Jinan');
    await reader;
    expect(seen.at(-1)).toBe('bell');
    expect(store.subscriptions().has('waiting')).toBe(false);
  });

  it('ends a subscription by the failure of its handler', async () => {
    const failing = store.subscribe({
      name: 'failing',
      after: null,
      onEvents: () => Promise.reject(new Error('cannot be handled')),
      signal: new AbortController().signal,
    });
    await expect(failing).rejects.toThrow('cannot be handled');
  });
});
