import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  booked,
  createParcelLog,
  metadata,
  parcel,
  parcels,
  scanned,
  type ParcelLog,
  type ParcelStore,
} from './parcel-log.ts';

describe('archiving streams that have ended', () => {
  let log: ParcelLog;
  let store: ParcelStore;
  beforeAll(async () => {
    log = await createParcelLog('archive');
    store = log.open({ views: [parcels] });
  });
  afterAll(() => log.close());

  const write = async (stream: string): Promise<string> => {
    const events = [booked(`cu_${stream}`), scanned('Jinan'), scanned('Xuzhou')];
    const { token } = await store.commit({ appends: [{ stream, expected: 'none', events, metadata }] });
    if (token === null) throw new Error('nothing was written');
    expect(await store.waitFor(token, { timeoutMs: 20_000 })).toBe(true);
    return token;
  };
  const beyond = '9.0.0';
  const hot = async (stream: string) => {
    const { rows } = await store.pool.query<{ version: string }>(
      'SELECT version FROM event WHERE stream = $1 ORDER BY version',
      [stream],
    );
    return rows.map(({ version }) => Number(version));
  };

  it('leaves the first and the last, and reading, deciding and rebuilding find the rest', async () => {
    await write('p-1');
    await write('p-2');
    const before = { events: await store.read('p-1'), loaded: await store.load('p-1', parcel) };
    const live = await store.hash(parcels);
    expect(await store.archive(['p-1', 'unknown'], beyond)).toBe(1);
    expect(await hot('p-1')).toEqual([1, 3]);
    expect(await store.read('p-1')).toEqual(before.events);
    expect(await store.read('p-1', { from: 2, limit: 1 })).toEqual(before.events.slice(1, 2));
    expect(await store.load('p-1', parcel)).toEqual(before.loaded);
    expect(await store.rebuild(parcels)).toEqual({ events: 6, hash: live });
  });

  it('lets a stream go on that had not ended after all', async () => {
    await write('p-3');
    await store.archive(['p-3'], beyond);
    const scan = {
      stream: 'p-3',
      decider: parcel,
      command: { do: 'scan', place: 'Suzhou' } as const,
      metadata,
    };
    expect(await store.handle(scan)).toMatchObject({ version: 4, state: { scans: 3 } });
    await expect(
      store.commit({ appends: [{ stream: 'p-3', expected: 'none', events: [scanned('X')], metadata }] }),
    ).rejects.toMatchObject({ name: 'VersionConflict' });
  });

  it('takes nothing that a subscriber has not passed', async () => {
    const passed = await write('p-4');
    await write('p-5');
    expect(await store.archive(['p-4', 'p-5'], passed)).toBe(1);
    expect(await hot('p-4')).toEqual([1, 3]);
    expect(await hot('p-5')).toEqual([1, 2, 3]);
  });

  it('is the owner’s business, not the service’s', async () => {
    const service = await log.connect();
    await expect(service.query('DELETE FROM event_archive')).rejects.toMatchObject({ code: '42501' });
  });
});
