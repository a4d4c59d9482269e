import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '../src/index.ts';
import {
  booked,
  createParcelLog,
  metadata,
  parcels,
  type ParcelEvent,
  type ParcelLog,
  type ParcelStore,
} from './parcel-log.ts';

const book = (store: ParcelStore, stream: string, customerId: string) =>
  store.commit({ appends: [{ stream, expected: 'none', events: [booked(customerId)], metadata }] });

describe('personal data', () => {
  let log: ParcelLog;
  let store: ParcelStore;
  beforeAll(async () => {
    log = await createParcelLog('personal');
    store = log.open({ views: [parcels] });
  });
  afterAll(() => log.close());

  it('reads as it was written, in other processes too, and never lies in the log as plain text', async () => {
    const { events } = await book(store, 'p-1', 'cu_1');
    expect(events[0]?.data).toEqual(booked('cu_1').data);
    expect(await log.open().read('p-1')).toEqual(events);
    const { rows } = await store.pool.query<{ row: string }>('SELECT event::text AS row FROM event');
    for (const { row } of rows) expect(row).not.toMatch(/13800000000|人民路/);
    expect(rows[0]?.row).toContain('cu_1');
  });

  it('is plain in a read model, since search needs it', async () => {
    await book(store, 'p-2', 'cu_2');
    const { rows } = await store.pool.query(`SELECT phone FROM parcel WHERE stream = 'p-2'`);
    expect(rows).toEqual([{ phone: '13800000000' }]);
  });

  it('is not opened for whoever only passes events on', async () => {
    const { token } = await book(store, 'p-sealed', 'cu_sealed');
    let passed: StoredEvent<ParcelEvent> | undefined;
    // Transactions of other tests hold the feed up, too.
    while (token !== null && passed === undefined) {
      const { events } = await store.feed({ after: null, limit: 1_000, sealed: true });
      passed = events.find(({ stream }) => stream === 'p-sealed');
    }
    expect(passed?.data).toEqual({ customerId: 'cu_sealed', phone: null, address: null });
  });

  it('is gone for good once the customer is forgotten, and the rest stays', async () => {
    await book(store, 'p-3', 'cu_3');
    await book(store, 'p-4', 'cu_4');
    await store.forget('cu_3');
    await store.forget('cu_3');
    for (const reader of [store, log.open()]) {
      expect((await reader.read('p-3'))[0]?.data).toEqual({ customerId: 'cu_3', phone: null, address: null });
      expect((await reader.read('p-4'))[0]?.data).toEqual(booked('cu_4').data);
    }
    const keys = await log.connect(log.keysDatabaseUrl);
    expect((await keys.query(`SELECT wrapped_key FROM data_key WHERE subject = 'cu_3'`)).rows).toEqual([
      { wrapped_key: null },
    ]);
  });

  it('of a forgotten customer is not written again, in no form', async () => {
    await store.forget('cu_5');
    const { events } = await book(store, 'p-5', 'cu_5');
    expect(events[0]?.data).toEqual({ customerId: 'cu_5', phone: null, address: null });
    expect(await store.read('p-5')).toEqual(events);
    expect((await store.pool.query(`SELECT phone FROM parcel WHERE stream = 'p-5'`)).rows).toEqual([
      { phone: null },
    ]);
    const { rows } = await store.pool.query(`SELECT sealed FROM event WHERE stream = 'p-5'`);
    expect(rows).toEqual([{ sealed: null }]);
  });

  it('vanishes from a view when it is rebuilt after forgetting', async () => {
    await book(store, 'p-6', 'cu_6');
    await store.forget('cu_6');
    await store.rebuild(parcels);
    expect((await store.pool.query(`SELECT phone FROM parcel WHERE stream = 'p-6'`)).rows).toEqual([
      { phone: null },
    ]);
  });

  it('cannot be moved to another event', async () => {
    await book(store, 'p-7', 'cu_7');
    await book(store, 'p-8', 'cu_7');
    const owner = await log.connect(log.migrationDatabaseUrl);
    await owner.query(
      `UPDATE event SET sealed = (SELECT sealed FROM event WHERE stream = 'p-7') WHERE stream = 'p-8'`,
    );
    await expect(store.read('p-8')).rejects.toThrow();
    await expect(store.read('p-7')).resolves.toHaveLength(1);
  });

  it('cannot be read with another master key', async () => {
    await book(store, 'p-9', 'cu_9');
    const stranger = log.open({ keys: { databaseUrl: log.keysDatabaseUrl, masterKey: Buffer.alloc(32, 8) } });
    await expect(stranger.read('p-9')).rejects.toThrow();
  });

  it('needs somebody whose it is', async () => {
    await expect(book(store, 'p-10', '')).rejects.toThrow('names nobody');
  });

  it('of a thousand new customers takes one look-up of keys, and two writers agree on them', async () => {
    const appends = (side: string) =>
      Array.from({ length: 1_000 }, (_, i) => ({
        stream: `${side}-${i}`,
        expected: 'none' as const,
        events: [booked(`cu_bulk_${i}`)],
        metadata,
      }));
    const other = log.open();
    await Promise.all([
      store.commit({ appends: appends('left') }),
      other.commit({ appends: appends('right') }),
    ]);
    const reader = log.open();
    expect((await reader.read('left-999'))[0]?.data).toEqual(booked('cu_bulk_999').data);
    expect((await reader.read('right-0'))[0]?.data).toEqual(booked('cu_bulk_0').data);
  });
});
