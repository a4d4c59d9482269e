import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CommandReused, type Handle } from '../src/index.ts';
import {
  booked,
  createParcelLog,
  metadata,
  parcel,
  parcels,
  scanned,
  type ParcelEvent,
  type ParcelLog,
  type ParcelStore,
} from './parcel-log.ts';

const scan = (stream: string) => ({
  stream,
  decider: parcel,
  command: { do: 'scan', place: 'Jinan' } as const,
  metadata,
});
const deliver = (stream: string) => ({
  stream,
  decider: parcel,
  command: { do: 'deliver', at: '2026-10-21T01:41:00Z' } as const,
  metadata,
});
const idempotency = (key: string, bodyHash = 'body') => ({ principal: 'agent-lin', key, bodyHash });

describe('handling a command', () => {
  let log: ParcelLog;
  let store: ParcelStore;
  beforeAll(async () => {
    log = await createParcelLog('handle');
    store = log.open({ views: [parcels] });
  });
  afterAll(() => log.close());

  it('decides on what the stream says and answers with the state after it', async () => {
    await store.commit({ appends: [{ stream: 'p-1', expected: 'none', events: [booked()], metadata }] });
    const handled = await store.handle(scan('p-1'));
    expect(handled).toMatchObject({ version: 2, duplicate: false, state: { status: 'booked', scans: 1 } });
    expect(handled.token).toBe(handled.events[0]?.position);
    expect(await store.load('p-1', parcel)).toMatchObject({
      state: { status: 'booked', scans: 1 },
      version: 2,
      token: handled.token,
    });
  });

  it('decides again when another process was quicker, so that nothing is lost', async () => {
    const other = log.open();
    await store.handle(scan('contended'));
    const holder = await log.connect();
    await holder.query('BEGIN');
    await holder.query(`SELECT pg_advisory_xact_lock(hashtextextended('contended', 0))`);
    // Both decide on version 1, and wait for the stream.
    const rivals = [store.handle(scan('contended')), other.handle(scan('contended'))];
    await log.untilWaiting(2);
    await holder.query('COMMIT');
    expect(new Set((await Promise.all(rivals)).map(({ version }) => version))).toEqual(new Set([2, 3]));
    expect(await store.load('contended', parcel)).toMatchObject({ version: 3, state: { scans: 3 } });
  });

  it('takes commands of one process on one stream in turn, without a conflict', async () => {
    const handled = await Promise.all(Array.from({ length: 40 }, () => store.handle(scan('in-turn'))));
    expect(handled.map(({ version }) => version)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
  });

  it('lets a refusal through and remembers nothing of it', async () => {
    await store.handle(deliver('p-2'));
    const again = { ...deliver('p-2'), idempotency: idempotency('refused') };
    await expect(store.handle(again)).rejects.toMatchObject({ code: 'already-delivered' });
    const other = { ...scan('p-2'), idempotency: idempotency('refused', 'another body') };
    expect(await store.handle(other)).toMatchObject({ duplicate: false });
  });

  it('stays quiet where there is nothing to do', async () => {
    const idle = { ...parcel, decide: () => [] };
    const { token } = await store.handle(scan('p-3'));
    expect(await store.handle({ ...scan('p-3'), decider: idle })).toMatchObject({
      events: [],
      version: 1,
      token,
      duplicate: false,
    });
    expect(await store.handle({ ...scan('nowhere'), decider: idle })).toMatchObject({
      version: 0,
      token: null,
    });
  });

  it('appends to other streams and writes other tables with the decision, or not at all', async () => {
    const both: Handle<ParcelEvent, Parameters<typeof parcel.decide>[0], typeof parcel.initial, ParcelEvent> =
      {
        ...scan('p-4'),
        also: (events) => [{ stream: 'p-4-return', expected: 'none', events, metadata }],
        answer: (events) => events.length,
      };
    expect(await store.handle(both)).toMatchObject({ version: 1, answer: 1, events: [{}, {}] });
    await expect(store.handle(both)).rejects.toMatchObject({ name: 'VersionConflict' });
    expect(await store.load('p-4', parcel)).toMatchObject({ version: 1 });
  });

  describe('sent twice', () => {
    it('answers the same again, also where it would be refused by now', async () => {
      const command = {
        ...deliver('p-5'),
        idempotency: idempotency('k-5'),
        answer: () => ({ delivered: true }),
      };
      const first = await store.handle(command);
      expect(first).toMatchObject({ duplicate: false, answer: { delivered: true } });
      expect(await store.handle(command)).toMatchObject({
        duplicate: true,
        events: [],
        version: 1,
        token: first.token,
        answer: { delivered: true },
      });
      expect(await store.read('p-5')).toHaveLength(1);
    });

    it('has one effect when both arrive at once, at two processes', async () => {
      const other = log.open();
      const command = { ...scan('p-6'), idempotency: idempotency('k-6'), answer: () => 'done' };
      const twins = await Promise.all([store, other, store, other].map((one) => one.handle(command)));
      expect(twins.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
      expect(twins.map(({ answer }) => answer)).toEqual(['done', 'done', 'done', 'done']);
      expect(await store.read('p-6')).toHaveLength(1);
    });

    it('is another command with another body', async () => {
      await store.handle({ ...scan('p-7'), idempotency: idempotency('k-7') });
      const reused = { ...scan('p-7'), idempotency: idempotency('k-7', 'another body') };
      await expect(store.handle(reused)).rejects.toThrow(CommandReused);
      expect(await store.read('p-7')).toHaveLength(1);
    });

    it('is the business of each principal alone', async () => {
      await store.handle({ ...scan('p-8'), idempotency: idempotency('k-8') });
      const { duplicate } = await store.handle({
        ...scan('p-8'),
        idempotency: { ...idempotency('k-8'), principal: 'agent-wu' },
      });
      expect(duplicate).toBe(false);
    });

    it('is forgotten after a day', async () => {
      const command = { ...scan('p-9'), idempotency: idempotency('k-9') };
      await store.handle(command);
      expect(await store.purgeMarks()).toBe(0);
      const owner = await log.connect(log.migrationDatabaseUrl);
      await owner.query(
        `UPDATE command_mark SET recorded_at = recorded_at - interval '25 hours' WHERE key = 'k-9'`,
      );
      expect(await store.purgeMarks()).toBe(1);
      expect(await store.handle(command)).toMatchObject({ duplicate: false });
    });
  });

  describe('caused by another service’s event', () => {
    const inbox = (eventId: string, consumer = 'orders') => ({ consumer, eventId });

    it('takes effect once, however often the event is delivered', async () => {
      const delivery = { ...scan('p-10'), inbox: inbox('e-1') };
      const deliveries = await Promise.all([
        store.handle(delivery),
        store.handle(delivery),
        store.handle(delivery),
      ]);
      expect(deliveries.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
      expect(await store.read('p-10')).toHaveLength(1);
    });

    it('takes effect once for each consumer', async () => {
      const commit = (consumer: string) =>
        store.commit({
          appends: [{ stream: 'p-11', expected: 'any', events: [scanned('Jinan')], metadata }],
          inbox: inbox('e-2', consumer),
        });
      expect((await commit('a')).duplicate).toBe(false);
      expect((await commit('b')).duplicate).toBe(false);
      expect((await commit('a')).duplicate).toBe(true);
    });

    it('is marked even when there was nothing to do, since later there might be', async () => {
      const idle = { ...scan('p-12'), decider: { ...parcel, decide: () => [] }, inbox: inbox('e-3') };
      expect((await store.handle(idle)).duplicate).toBe(false);
      expect((await store.handle({ ...scan('p-12'), inbox: inbox('e-3') })).duplicate).toBe(true);
    });

    it('leaves no mark when the effect was not written', async () => {
      await store.handle(scan('p-13'));
      const conflicting = {
        appends: [{ stream: 'p-13', expected: 'none' as const, events: [scanned('Jinan')], metadata }],
        inbox: inbox('e-4'),
      };
      await expect(store.commit(conflicting)).rejects.toMatchObject({ name: 'VersionConflict' });
      expect((await store.handle({ ...scan('p-13'), inbox: inbox('e-4') })).duplicate).toBe(false);
    });
  });
});
