import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { verifyLog } from '../src/index.ts';
import {
  booked,
  createParcelLog,
  metadata,
  scanned,
  type ParcelEvent,
  type ParcelLog,
  type ParcelStore,
} from './parcel-log.ts';

// Transactions of other tests hold the log's end up.
const append = async (store: ParcelStore, stream: string, expected: number | 'none', event: ParcelEvent) => {
  const { token } = await store.commit({ appends: [{ stream, expected, events: [event], metadata }] });
  expect(await store.waitFor(token ?? '', { timeoutMs: 20_000 })).toBe(true);
};

let log: ParcelLog;
beforeEach(async () => {
  log = await createParcelLog('verify');
  const store = log.open();
  for (const stream of ['p-1', 'p-2']) await append(store, stream, 'none', booked());
  for (const [i, place] of ['Jinan', 'Xuzhou', 'Wuxi'].entries())
    await append(store, 'p-1', i + 1, scanned(place));
});
afterEach(() => log.close());

const service = () => log.connect();
/** What nobody may do but the owner, against the rules. */
const tamper = async (sql: string): Promise<void> => {
  const owner = await log.connect(log.migrationDatabaseUrl);
  await owner.query(sql);
};
const whatIsWrong = async (): Promise<string[]> =>
  (await verifyLog(await service())).problems.map(
    ({ stream, version, what }) => `${stream}@${version} ${what}`,
  );

describe('verifying a log', () => {
  it('finds nothing wrong with a sound one, in the service’s own role, and says how far it is', async () => {
    const progress: [number, number][] = [];
    const verified = await verifyLog(await service(), { onProgress: (...now) => progress.push(now) });
    expect(verified).toMatchObject({ events: 5, streams: 2, problems: [] });
    expect(progress.at(-1)).toEqual([5, 5]);
  });

  it('has no head for an empty log', async () => {
    await tamper('DELETE FROM event');
    expect(await verifyLog(await service())).toEqual({ events: 0, streams: 0, problems: [], head: null });
  });

  it('finds a version that is missing', async () => {
    await tamper(`DELETE FROM event WHERE stream = 'p-1' AND version = 2`);
    expect(await whatIsWrong()).toEqual(['p-1@3 follows version 1: the versions between are missing']);
  });

  it('finds a stream that begins late', async () => {
    await tamper(`DELETE FROM event WHERE stream = 'p-1' AND version = 1`);
    expect(await whatIsWrong()).toEqual(['p-1@2 follows version 0: the versions between are missing']);
  });

  it('finds an event that the feed shows before the former one of its stream', async () => {
    await tamper(`UPDATE event SET xid = '3' WHERE stream = 'p-1' AND version = 4`);
    expect(await whatIsWrong()).toEqual(['p-1@4 stands before version 3 of its stream in the feed']);
  });

  it('finds an event that cannot be read in today’s shape', async () => {
    const upcasters = {
      'ParcelScanned@1': ({ place }: { place: string }) => {
        if (place === 'Wuxi') throw new Error('Wuxi has two stations');
        return { place, station: 1 };
      },
    };
    const { problems } = await verifyLog(await service(), { upcasters });
    expect(problems.map(({ what }) => what)).toEqual([
      "cannot be read as today's ParcelScanned: Wuxi has two stations",
    ]);
  });

  it('finds an event of a newer program', async () => {
    await tamper(`UPDATE event SET schema_version = 2 WHERE stream = 'p-2'`);
    expect(await whatIsWrong()).toEqual(['p-2@1 ParcelBooked@2 is newer than this program, which knows 1']);
  });
});

describe('the head of an earlier verification', () => {
  it('stands for what was before it, whatever came after', async () => {
    const { head } = await verifyLog(await service());
    await append(log.open(), 'p-2', 1, scanned('Jinan'));
    const again = await verifyLog(await service(), { formerHead: head ?? '' });
    expect(again.formerHead).toBe('unchanged');
    expect(again.head).not.toBe(head);
  });

  it('of a program that hashed other fields is no alarm', async () => {
    const { head } = await verifyLog(await service());
    const [, at, hash] = (head ?? '').split(':');
    const verified = await verifyLog(await service(), { formerHead: `${at}:${hash}` });
    expect(verified).toMatchObject({ formerHead: 'of-an-older-program', problems: [], head });
  });

  it.each([
    ['an event was changed', `UPDATE event SET data = '{"place":"Beijing"}' WHERE version = 2`, 'changed'],
    [
      'somebody else did it',
      `UPDATE event SET metadata = replace(metadata, 'lin', 'wu') WHERE version = 2`,
      'changed',
    ],
    [
      'it was earlier',
      `UPDATE event SET recorded_at = recorded_at - interval '1 day' WHERE version = 2`,
      'changed',
    ],
    ['a whole stream is gone', `DELETE FROM event WHERE stream = 'p-2'`, 'changed'],
    ['its own event is gone', `DELETE FROM event WHERE version = 4`, 'not-in-the-log'],
  ])('tells that %s', async (_, tampering, told) => {
    const { head } = await verifyLog(await service());
    await tamper(tampering);
    expect((await verifyLog(await service(), { formerHead: head ?? '' })).formerHead).toBe(told);
  });
});
