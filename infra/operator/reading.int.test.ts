import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@kefu/service/testing';
import { Client } from 'pg';

import { archiveResting } from './archive.ts';
import { findEvents, followEvents, type EventFilter } from './events.ts';
import type { Installation } from './installation.ts';
import { readLag } from './lag.ts';
import { installationOf } from './test/installation-of.ts';
import { chen, lin, ordersAtRest, type OrdersAtRest } from './test/orders-at-rest.ts';
import { isSound, isUnproved, verifyService } from './verify.ts';
import { changeView, listViews } from './views.ts';

let orders: OrdersAtRest;
let installation: Installation;

beforeAll(async () => {
  orders = await ordersAtRest();
  installation = installationOf(orders);
  await orders.record('1', lin);
  await orders.record('2', chen, 'zhao');
  const { token } = await orders.record('2', chen, 'zhao', 'c-again');
  // a transaction of the service itself may still hide it
  if (token !== null) await orders.store.waitFor(token, { timeoutMs: 20_000 });
});
afterAll(() => orders?.stop());

const found = async (filter: Partial<EventFilter>, keyFile?: string) =>
  (await findEvents(installation, { services: ['orders'], filter: { limit: 20, ...filter }, keyFile }))
    .events;
const places = async (filter: Partial<EventFilter>) =>
  (await found(filter)).map(({ stream, version }) => `${stream}@${version}`);

// A transaction of another database may end just when somebody looks, and hold the end back for that one look.
const placesOf = (count: number, filter: Partial<EventFilter>) =>
  eventually(async () => {
    const seen = await places(filter);
    return seen.length >= count ? seen : undefined;
  });

describe('looking for events', () => {
  const [first, second, third] = ['order-flagship:1@1', 'order-flagship:2@1', 'order-flagship:2@2'];

  it('finds the newest, oldest first', async () => {
    expect(await placesOf(3, {})).toEqual([first, second, third]);
    expect(await placesOf(2, { limit: 2 })).toEqual([second, third]);
  });

  it.each([
    ['one stream', { stream: 'order-flagship:2' }, [second, third]],
    ['streams that begin alike', { stream: 'order-flagship:*' }, [first, second, third]],
    ['one type', { type: 'OrderChanged' }, []],
    ['one customer', { customer: lin }, [first]],
    ['one person', { who: 'zhao' }, [second, third]],
    ['one person by kind', { who: 'person:lin' }, [first]],
    ['one course of events', { correlation: 'c-again' }, [third]],
    ['a time', { since: new Date('2026-01-01'), until: new Date('2026-01-02') }, []],
  ])('finds those of %s', async (_, filter, expected) => {
    expect(await placesOf(expected.length, filter)).toEqual(expected);
  });

  it('shows personal fields to whoever gives the key, and to nobody else', async () => {
    const [sealed] = await found({ customer: lin });
    expect(sealed?.data).toMatchObject({ orderNumber: '1' });
    expect(JSON.stringify(sealed)).not.toContain('王小雨');
    const keyFile = join(orders.dataDir, 'key');
    writeFileSync(keyFile, orders.masterKey.toString('base64'));
    const [opened] = await found({ customer: lin }, keyFile);
    expect(opened?.data).toMatchObject({ recipient: { name: '王小雨' } });
  });

  it('goes on with what comes, where the search ended', async () => {
    const reading = { services: ['orders' as const], filter: { limit: 20, type: 'OrderRecorded' } };
    const { places: from } = await findEvents(installation, reading);
    await orders.record('follow-1', lin);
    const seen: string[] = [];
    const stopping = new AbortController();
    const onEvent = ({ stream }: { stream: string }) => void seen.push(stream);
    const following = followEvents(installation, reading, { places: from, onEvent, signal: stopping.signal });
    await eventually(async () => (seen.length === 1 ? true : undefined));
    await orders.record('follow-2', lin);
    await eventually(async () => (seen.length === 2 ? true : undefined));
    stopping.abort();
    await following;
    expect(seen).toEqual(['order-flagship:follow-1', 'order-flagship:follow-2']);
  });
});

describe('lag', () => {
  it('names the relay, what is behind it, and who holds readers back', async () => {
    const owner = await orders.store.pool.connect();
    try {
      await owner.query('BEGIN');
      await owner.query('SELECT pg_current_xact_id()');
      await orders.record('held-back', lin);
      const { readers } = await readLag(installation, ['orders']);
      expect(readers[0]).toMatchObject({
        service: 'orders',
        reader: expect.stringMatching(/^relay of .*orders$/),
      });
      expect(readers[0]?.events).toBeGreaterThan(0);
      // other tests' transactions may be older
      const oldest = await eventually(async () => {
        const { oldestWriter } = await readLag(installation, ['orders']);
        return oldestWriter?.role === orders.database.serviceRole ? oldestWriter : undefined;
      });
      expect(oldest.state).toBe('idle in transaction');
      await owner.query('ROLLBACK');
    } finally {
      owner.release();
    }
  });
});

describe('views', () => {
  it('are listed with rows and hashes, and are the same after a rebuild and on the way back', async () => {
    const before = await listViews(installation, ['orders']);
    expect(before).toMatchObject([{ view: 'orders', tables: [{ table: 'order_view' }] }]);
    const view = { service: 'orders', view: 'orders' } as const;
    const progress: number[] = [];
    const rebuilt = await changeView(installation, { ...view, how: 'rebuild' }, (done) =>
      progress.push(done),
    );
    expect(progress.at(-1)).toBe(rebuilt.events);
    expect(rebuilt.tables).toEqual(before[0]?.tables);
    const back = await changeView(installation, { ...view, how: 'rollBack' }, () => undefined);
    expect(back.tables).toEqual(before[0]?.tables);
    expect(rebuilt.tables[0]?.rows).toBeGreaterThan(1);
    expect(await listViews(installation, ['orders'])).toEqual(before);
  });

  it('that are not there are not rebuilt, and the operator is told which are', async () => {
    const unknown = { service: 'orders', view: 'parcels', how: 'rebuild' } as const;
    await expect(changeView(installation, unknown, () => undefined)).rejects.toThrow('It has: orders.');
  });
});

describe('archiving', () => {
  it('moves what lies between the first and the last event of streams at rest, and verifies as before', async () => {
    const service = 'orders';
    for (const customer of [lin, chen, lin]) await orders.record('rested', customer);
    const owner = new Client({ connectionString: orders.database.migrationDatabaseUrl });
    await owner.connect();
    await owner.query(
      `UPDATE event SET recorded_at = '2026-01-05T00:00:00Z' WHERE stream = 'order-flagship:rested'`,
    );
    await owner.end();
    // what the relay has not passed stays
    await eventually(async () =>
      (await readLag(installation, ['orders'])).readers.some(
        (reader) => reader.service === service && reader.events > 0,
      )
        ? undefined
        : true,
    );
    const before = await verifyService(installation, service, {});
    const steps: number[] = [];
    const archived = await archiveResting(
      installation,
      { service, before: new Date('2026-02-01') },
      (looked) => steps.push(looked),
    );
    expect(archived).toEqual({ service, before: '2026-02-01T00:00:00.000Z', streams: 1, events: 1 });
    expect(steps).toHaveLength(1); // one page of streams
    const after = await verifyService(installation, service, { formerHead: before.head ?? '' });
    expect(after).toMatchObject({ formerHead: 'unchanged', events: before.events, problems: [] });
  });
});

describe('verifying', () => {
  it('reads a service’s log with the service’s own code, and proves a head of before', async () => {
    const first = await verifyService(installation, 'orders', {});
    expect(first).toMatchObject({ service: 'orders', problems: [] });
    expect(first.events).toBeGreaterThan(2);
    await orders.record('later', chen);
    // what other tests' transactions hold back has no place yet, and is not verified
    const again = await eventually(async () => {
      const verified = await verifyService(installation, 'orders', { formerHead: first.head ?? '' });
      return verified.events > first.events ? verified : undefined;
    });
    expect(again).toMatchObject({ formerHead: 'unchanged', events: first.events + 1 });
    expect(isSound(again)).toBe(true);
    const forged = await verifyService(installation, 'orders', {
      formerHead: (first.head ?? '').replace(/.$/, 'x'),
    });
    expect(isSound(forged)).toBe(false);
    expect(isUnproved(forged)).toBe(false);
    const older = await verifyService(installation, 'orders', {
      formerHead: (first.head ?? '').replace(/^2:/, ''),
    });
    expect(isSound(older)).toBe(false);
    expect(isUnproved(older)).toBe(true);
  });
});
