import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startProxy, until, type Proxy } from '@kefu/testing/faults';
import { defineView, Unavailable } from '../src/index.ts';
import {
  createParcelLog,
  metadata,
  parcels,
  scanned,
  type ParcelEvent,
  type ParcelLog,
} from './parcel-log.ts';

const scan = (stream: string) => ({
  appends: [{ stream, expected: 'any' as const, events: [scanned('Jinan')], metadata }],
});

describe('in trouble', () => {
  let log: ParcelLog;
  const links: Proxy[] = [];
  const openLink = async (): Promise<Proxy> => {
    const link = await startProxy({ port: Number(new URL(log.databaseUrl).port) });
    links.push(link);
    return link;
  };
  beforeAll(async () => {
    log = await createParcelLog('trouble');
  });
  afterAll(async () => {
    for (const link of links) await link.close();
    await log.close();
  });

  it('says that the database is unavailable, and comes back by itself', async () => {
    const link = await openLink();
    const store = log.open({ databaseUrl: link.through(log.databaseUrl), views: [parcels] });
    await store.commit(scan('p-1'));
    await link.cut();
    await expect(store.commit(scan('p-1'))).rejects.toThrow(Unavailable);
    await expect(store.read('p-1')).rejects.toThrow(Unavailable);
    await expect(store.feed({ after: null, limit: 1 })).rejects.toThrow(Unavailable);
    await link.mend();
    expect((await store.commit(scan('p-1'))).version).toBe(2);
    await store.close();
  });

  it('keeps a subscription through a broken connection', async () => {
    const link = await openLink();
    const store = log.open({ databaseUrl: link.through(log.databaseUrl) });
    const over = new AbortController();
    const seen: string[] = [];
    const reader = store.subscribe({
      name: 'patient',
      after: await store.head(),
      onEvents: (events) => {
        seen.push(...events.map(({ stream }) => stream));
        if (seen.includes('p-3')) over.abort();
      },
      signal: over.signal,
    });
    await store.commit(scan('p-2'));
    await link.cut();
    await log.open().commit(scan('p-3'));
    await link.mend();
    await reader;
    expect(seen.filter((stream) => stream !== 'p-1')).toEqual(['p-2', 'p-3']);
    await store.close();
  });

  it('writes nothing of a transaction whose connection dies, and the same command then takes effect once', async () => {
    const store = log.open({ views: [parcels] });
    const holder = await log.connect(log.migrationDatabaseUrl);
    await holder.query('BEGIN; LOCK TABLE parcel IN EXCLUSIVE MODE');
    const command = { ...scan('p-4'), idempotency: { principal: 'agent-lin', key: 'k', bodyHash: 'b' } };
    const dying = store.commit(command).catch((error: unknown) => error);
    // Appended, and now waiting for the view's table.
    const waiting = `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    const service = await log.connect();
    let pid: number | undefined;
    while (pid === undefined) pid = (await service.query<{ pid: number }>(waiting)).rows[0]?.pid;
    await service.query('SELECT pg_terminate_backend($1)', [pid]);
    expect(await dying).toBeInstanceOf(Unavailable);
    await holder.query('ROLLBACK');
    expect(await store.read('p-4')).toEqual([]);
    expect((await store.commit(command)).duplicate).toBe(false);
    expect((await store.commit(command)).duplicate).toBe(true);
    expect(await store.read('p-4')).toHaveLength(1);
  });

  it('leaves no transaction open when a statement fails', async () => {
    const store = log.open({ poolSize: 1 });
    const failing = {
      ...scan('p-5'),
      statements: [{ sql: 'SELECT 1 / 0 WHERE $1::jsonb IS NOT NULL', row: {} }],
    };
    await expect(store.commit(failing)).rejects.toThrow('division by zero');
    expect((await store.commit(scan('p-5'))).version).toBe(1);
  });

  it('gives up on a link that swallows everything, and the same command takes effect once', async () => {
    const link = await openLink();
    const store = log.open({ databaseUrl: link.through(log.databaseUrl) });
    const over = new AbortController();
    const seen: string[] = [];
    const reader = store.subscribe({
      name: 'stalled',
      after: await store.head(),
      onEvents: (events) => void seen.push(...events.map(({ stream }) => stream)),
      signal: over.signal,
    });
    await store.commit(scan('p-6'));
    const command = {
      ...scan('p-7'),
      idempotency: { principal: 'agent-lin', key: 'stalled', bodyHash: 'b' },
    };
    // the commit arrives, its answer does not
    link.stall('answers');
    const stalledAt = performance.now();
    const unanswered = [store.commit(command), store.read('p-6'), store.feed({ after: null, limit: 1 })];
    for (const outcome of await Promise.allSettled(unanswered))
      expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(Unavailable) });
    expect(performance.now() - stalledAt).toBeLessThan(17_000);
    // nor can anybody connect
    await expect(store.commit(command)).rejects.toThrow(Unavailable);
    await link.mend();
    const mendedAt = performance.now();
    expect((await store.commit(command)).duplicate).toBe(true);
    await log.open().commit(scan('p-8'));
    await until('the reader goes on', () => seen.includes('p-8'), 20);
    expect(performance.now() - mendedAt).toBeLessThan(20_000);
    over.abort();
    await reader;
    expect(seen.filter((stream) => stream !== 'p-5')).toEqual(['p-6', 'p-7', 'p-8']);
    await store.close();
  }, 60_000);

  it('lets no commit fail because another one of its batch takes too long', async () => {
    const stuck = defineView<ParcelEvent>({
      name: 'stuck',
      tables: ['place'],
      project: ({ stream }) =>
        stream === 'stuck'
          ? [
              {
                sql: `UPDATE place SET scans = place.scans FROM jsonb_to_recordset($1::jsonb) AS r (place text)
                      WHERE place.place = r.place`,
                row: { place: 'held' },
              },
            ]
          : undefined,
    });
    const holder = await log.connect();
    await holder.query(`INSERT INTO place (place, scans) VALUES ('held', 0)`);
    await holder.query('BEGIN');
    await holder.query(`SELECT FROM place WHERE place = 'held' FOR UPDATE`);
    const store = log.open({ views: [stuck] });
    const streams = ['q-1', 'q-2', 'stuck', 'q-3', 'q-4'];
    let isOver = false;
    const committed = Promise.allSettled(streams.map((stream) => store.commit(scan(stream)))).finally(
      () => (isOver = true),
    );
    // As a time limit does, only sooner.
    const canceller = await log.connect();
    while (!isOver)
      await canceller.query(
        `SELECT pg_cancel_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE 'UPDATE place%'`,
      );
    const outcomes = await committed;
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
    expect(outcomes[2]).toMatchObject({ reason: expect.any(Unavailable) });
    await holder.query('ROLLBACK');
  });

  it('closes over a link that is stalled', async () => {
    const link = await openLink();
    const store = log.open({ databaseUrl: link.through(log.databaseUrl) });
    await store.commit(scan('p-9'));
    link.stall();
    const closingAt = performance.now();
    await store.close();
    expect(performance.now() - closingAt).toBeLessThan(3_000);
  });

  it('goes on reading when a transaction that worked too long is ended', async () => {
    const store = log.open();
    const before = await store.head();
    const working = await log.connect();
    const limit = await working.query<{ transaction_timeout: string }>('SHOW transaction_timeout');
    expect(limit.rows[0]?.transaction_timeout).toBe('1min');
    await working.query("SET transaction_timeout = '1s'"); // of those that begin from now on
    await working.query('BEGIN; SELECT pg_current_xact_id()');
    await log.open().commit(scan('p-10'));
    await expect(working.query('SELECT pg_sleep(30)')).rejects.toMatchObject({ code: '25P04' });
    const read = () => store.feed({ after: before, limit: 10 });
    await until('readers go on', async () => (await read()).events.length === 1, 2);
  });
});
