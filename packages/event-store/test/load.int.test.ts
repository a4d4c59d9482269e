import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codeOf } from '../src/database.ts';
import { Unavailable } from '../src/index.ts';
import { booked, createParcelLog, metadata, parcel, scanned, type ParcelLog } from './parcel-log.ts';

describe('loading streams', () => {
  let log: ParcelLog;
  beforeAll(async () => {
    log = await createParcelLog('load');
  });
  afterAll(() => log.close());

  it('gives each of those that are asked for together its own events, however long it is', async () => {
    const store = log.open();
    const scansOf = (count: number) => Array.from({ length: count }, () => scanned('Jinan'));
    const lengths = new Map([1, 2, 3, 199, 200, 201, 450].map((scans) => [`p-${scans}`, scans]));
    await store.commit({
      appends: [...lengths].map(([stream, scans]) => ({
        stream,
        expected: 'none',
        events: scansOf(scans),
        metadata,
      })),
    });
    const streams = ['unknown', ...lengths.keys(), ...lengths.keys()];
    const loaded = await Promise.all(streams.map((stream) => store.load(stream, parcel)));
    expect(loaded.map(({ version, state }) => [version, state.scans])).toEqual(
      streams.map((stream) => [lengths.get(stream) ?? 0, lengths.get(stream) ?? 0]),
    );
    for (const [i, { token }] of loaded.entries()) {
      const [last] = await store.read(streams[i] ?? '', { from: loaded[i]?.version });
      expect(token).toBe(last?.position ?? null);
    }
  });

  it('finds what was archived also of a stream among others', async () => {
    const store = log.open();
    const events = [booked(), ...Array.from({ length: 300 }, () => scanned('Jinan'))];
    const streams = ['ended', 'also-ended'];
    const { token } = await store.commit({
      appends: streams.map((stream) => ({ stream, expected: 'none', events, metadata })),
    });
    expect(await store.waitFor(token ?? '', { timeoutMs: 20_000 })).toBe(true);
    expect(await store.archive(['ended'], '9.0.0')).toBe(299);
    for (const loaded of await Promise.all(streams.map((stream) => store.load(stream, parcel))))
      expect(loaded).toMatchObject({ version: 301, state: { scans: 300 } });
  });

  it('fails nobody else when one of those that are asked for together cannot be read', async () => {
    const store = log.open();
    await store.commit({
      appends: [{ stream: 'sound', expected: 'none', events: [booked()], metadata }],
    });
    const streams = ['sound', 'bad\0name', 'unknown', 'sound'];
    const loaded = await Promise.allSettled(streams.map((stream) => store.load(stream, parcel)));
    expect(
      loaded.map((one) => (one.status === 'fulfilled' ? one.value.version : codeOf(one.reason))),
    ).toEqual([1, '22021', 0, 1]);
  });

  it('tells everybody who waits that the database is away', async () => {
    const store = log.open({ databaseUrl: 'postgres://nobody@127.0.0.1:1/nothing' });
    const asked = ['p-1', 'p-2', 'p-3'].map((stream) => store.load(stream, parcel));
    for (const one of asked) await expect(one).rejects.toThrow(Unavailable);
  });
});
