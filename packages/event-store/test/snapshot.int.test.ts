import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  createParcelLog,
  metadata,
  parcel,
  scanned,
  type ParcelLog,
  type ParcelStore,
} from './parcel-log.ts';

const snapshots = { shape: 'parcel@1', every: 10 };
const scan = (stream: string, shape = snapshots.shape) => ({
  stream,
  decider: parcel,
  command: { do: 'scan', place: 'Jinan' } as const,
  metadata,
  snapshots: { ...snapshots, shape },
});

describe('snapshots of a long stream', () => {
  let log: ParcelLog;
  let store: ParcelStore;
  beforeAll(async () => {
    log = await createParcelLog('snapshot');
    store = log.open();
  });
  afterAll(() => log.close());

  const write = (stream: string, count: number) =>
    store.commit({
      appends: [
        { stream, expected: 'none', events: Array.from({ length: count }, () => scanned('Jinan')), metadata },
      ],
    });

  it('are kept when so many events have come, and what is decided stays the same', async () => {
    await write('long', 25);
    const handled = await store.handle(scan('long'));
    expect(handled).toMatchObject({ version: 26, state: { scans: 26 } });
    const loaded = await store.load('long', parcel, snapshots);
    expect(loaded).toEqual({ ...(await store.load('long', parcel)), snapshotAt: 25 });
    for (let i = 0; i < 9; i++) await store.handle(scan('long'));
    expect(await store.load('long', parcel, snapshots)).toMatchObject({ version: 35, snapshotAt: 25 });
    await store.handle(scan('long'));
    expect(await store.load('long', parcel, snapshots)).toMatchObject({
      version: 36,
      snapshotAt: 35,
      state: { scans: 36 },
    });
  });

  it('tell the token of a stream that nothing was added to since', async () => {
    const { token } = await write('quiet', 20);
    const idle = { ...scan('quiet'), decider: { ...parcel, decide: () => [] }, statements: () => [] };
    await store.handle({ ...idle, idempotency: { principal: 'agent-lin', key: 'k', bodyHash: 'b' } });
    expect(await store.load('quiet', parcel, snapshots)).toMatchObject({ snapshotAt: 20, token });
  });

  it('are not believed when their shape is another', async () => {
    await write('reshaped', 20);
    await store.handle(scan('reshaped'));
    expect(await store.load('reshaped', parcel, { ...snapshots, shape: 'parcel@2' })).toMatchObject({
      snapshotAt: 0,
      version: 21,
      state: { scans: 21 },
    });
  });

  it('are dropped when a customer is forgotten, since they may hold what was personal', async () => {
    await write('forgotten', 20);
    await store.handle(scan('forgotten'));
    await store.forget('cu_somebody');
    expect(await store.load('forgotten', parcel, snapshots)).toMatchObject({ snapshotAt: 0, version: 21 });
  });
});
