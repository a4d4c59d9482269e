import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CommandReused, VersionConflict } from '../src/index.ts';
import { booked, createParcelLog, metadata, parcels, scanned, type ParcelLog } from './parcel-log.ts';

describe('appending', () => {
  let log: ParcelLog;
  let store: ReturnType<ParcelLog['open']>;
  beforeAll(async () => {
    log = await createParcelLog('append');
    store = log.open({ views: [parcels] });
  });
  afterAll(() => log.close());

  const append = (
    stream: string,
    expected: number | 'none' | 'any',
    ...events: Parameters<typeof scanned>[0][]
  ) => store.commit({ appends: [{ stream, expected, events: events.map(scanned), metadata }] });

  it('stores several events of one decision and gives them their versions and places', async () => {
    const { events, version, token } = await append('waybill-1', 'none', 'Jinan', 'Xuzhou');
    expect(events.map((event) => event.version)).toEqual([1, 2]);
    expect(version).toBe(2);
    expect(token).toBe(events[1]?.position);
    expect(await store.read('waybill-1')).toEqual(events);
  });

  it('goes on at the version that was expected', async () => {
    await append('waybill-2', 'none', 'Jinan');
    expect((await append('waybill-2', 1, 'Xuzhou')).version).toBe(2);
  });

  it.each([
    ['a stream that should be new is not', 'waybill-3', 'none', 0, 1],
    ['a stream moved on', 'waybill-3', 7, 7, 1],
    ['a stream that should exist does not', 'waybill-none', 3, 3, 0],
  ] as const)(
    'conflicts where %s, and says how it stands',
    async (_why, stream, expected, number, actual) => {
      await append('waybill-3', 'any', 'Jinan').then(({ version }) => version > 1 || undefined);
      const conflict = await append(stream, expected, 'Xuzhou').catch((error: unknown) => error);
      expect(conflict).toBeInstanceOf(VersionConflict);
      expect((conflict as VersionConflict).conflicts).toMatchObject([{ stream, expected: number }]);
      if (stream === 'waybill-none') expect((conflict as VersionConflict).conflicts[0]?.actual).toBe(actual);
    },
  );
});
