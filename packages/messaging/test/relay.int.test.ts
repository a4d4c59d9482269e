import { randomUUID } from 'node:crypto';
import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { createEventStore } from '@kefu/event-store';
import { decode } from '../src/cloud-event.ts';
import { startRelay, type RelayOptions } from '../src/relay.ts';
import type { EventTransport } from '../src/transport.ts';
import { asShopChanged, type Noted, type RelaySettings } from './noted.ts';
import { openService } from './service.ts';
import { brokers, silent, transports } from './transports.ts';
import { until } from './until.ts';

jest.setTimeout(60_000);

const LEASE_MS = 1_000;

/** What an inbox lets through: the first of each event. */
const firsts = (ids: string[]): string[] => [...new Set(ids)];

describe.each(Object.entries(transports))('a relay over %s', (name, create) => {
  const ending: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of ending.splice(0).reverse()) await end();
  });

  const open = async () => {
    const service = await openService('relay');
    ending.push(service.close);
    const transport = create();
    ending.push(() => transport.close());
    const topic = `test.${randomUUID()}`;
    await transport.createTopics([topic], { partitions: 3, retentionMs: 3_600_000 });

    const seen = new Map<string, string[]>();
    const subscription = await transport.subscribe({
      group: `test.${randomUUID()}`,
      topics: [topic],
      onBatch: async ({ messages }) => {
        for (const message of messages) {
          const { subject, data } = decode(message);
          seen.set(subject, [...(seen.get(subject) ?? []), (data as { name: string }).name]);
        }
        return { next: (messages.at(-1)?.offset ?? 0n) + 1n };
      },
    });
    ending.push(() => subscription.stop());

    const start = (changed: Partial<RelayOptions<Noted>> = {}) => {
      const relay = startRelay({
        store: service.store,
        transport,
        topic,
        publish: asShopChanged,
        owner: 'parent',
        log: silent,
        leaseMs: LEASE_MS,
        ...changed,
      });
      ending.push(() => relay.stop());
      return relay;
    };
    const startProcess = async (): Promise<ChildProcess> => {
      const settings: RelaySettings = {
        store: service.settings,
        topic,
        brokers: brokers(),
        leaseMs: LEASE_MS,
      };
      const path = fileURLToPath(new URL('relay-process.ts', import.meta.url));
      const child = spawn(process.execPath, [
        '--conditions=kefu-source',
        '--no-warnings',
        path,
        JSON.stringify(settings),
      ]);
      ending.push(() => child.kill('SIGKILL'));
      let said = '';
      child.stderr.on('data', (text: Buffer) => (said += text.toString()));
      await until(`the child relays: ${said}`, () => said.includes('relaying'));
      return child;
    };
    const owner = async (): Promise<string | undefined> => {
      const { rows } = await service.store.pool.query<{ owner: string }>('SELECT owner FROM relay');
      return rows[0]?.owner.split('/')[0];
    };
    return { service, transport, topic, seen, start, startProcess, owner };
  };

  /** Writes to some streams until told to stop; answers what was written. */
  const writing = (note: (key: string, ...texts: string[]) => Promise<unknown>) => {
    const keys = ['a', 'b', 'c', 'd'];
    const written = new Map(keys.map((key) => [key, [] as string[]]));
    let stopped = false;
    const writers = [...written].map(async ([key, texts]) => {
      for (let i = 0; !stopped; i += 1) {
        await note(key, String(i));
        texts.push(String(i));
        await delay(2);
      }
    });
    return async () => {
      stopped = true;
      await Promise.all(writers);
      return written;
    };
  };

  it('sends everything that many writers commit, each stream in its order', async () => {
    const { service, seen, start } = await open();
    const relay = start();
    const keys = Array.from({ length: 20 }, (_, i) => `key-${i}`);
    const texts = Array.from({ length: 30 }, (_, i) => String(i));
    await Promise.all(
      keys.map(async (key) => {
        for (const text of texts) await service.note(key, text);
      }),
    );
    await until('everything', () => [...seen.values()].flat().length >= 600);
    expect(Object.fromEntries(seen)).toEqual(Object.fromEntries(keys.map((key) => [key, texts])));
    await until('no lag', async () => (await relay.lag()).events === 0);
  });

  it('goes on where it stopped, and hands over at once', async () => {
    const { service, seen, start } = await open();
    const first = start();
    await service.note('a', '0', '1');
    await until('the first two', () => seen.get('a')?.length === 2);
    await first.stop();
    await service.note('a', '2');
    const store = createEventStore<Noted>(service.settings);
    ending.push(() => store.close());
    start({ store });
    await until('the third', () => seen.get('a')?.length === 3);
    expect(seen.get('a')).toEqual(['0', '1', '2']);
  });

  it('keeps what Kafka does not take until it does', async () => {
    const { service, transport, seen, start } = await open();
    let refusals = 0;
    const moody: EventTransport = {
      ...transport,
      publish: async (...given) => {
        refusals += 1;
        if (refusals <= 3) throw new Error('no leader for this partition');
        await transport.publish(...given);
      },
    };
    const relay = start({ transport: moody });
    await service.note('a', '0', '1');
    await until('it tries', () => refusals > 0);
    expect(await relay.lag()).toMatchObject({ events: 2 });
    await service.note('a', '2');
    await until('everything', () => seen.get('a')?.length === 3);
    expect(seen.get('a')).toEqual(['0', '1', '2']);
  });

  it('stands still before an event that cannot be published, and passes it once that is mended', async () => {
    const { service, seen, start } = await open();
    let mended = false;
    const relay = start({
      publish: (stored) => {
        if (stored.data.text === 'poison' && !mended) throw new TypeError('a bug');
        return asShopChanged(stored);
      },
    });
    await service.note('a', '0', 'poison', '1');
    await until('what lies before it', () => seen.get('a')?.length === 1);
    await until('its lag', async () => (await relay.lag()).events === 2);
    expect((await relay.lag()).seconds).toBeGreaterThan(0);
    mended = true;
    await until('everything', () => seen.get('a')?.length === 3);
    expect(seen.get('a')).toEqual(['0', 'poison', '1']);
  });

  if (name !== 'kafkajs') return; // the processes below run it

  it('that froze beyond its lease is fenced when it wakes up, and disturbs no order', async () => {
    const { service, seen, start, startProcess, owner } = await open();
    const child = await startProcess();
    const stop = writing(service.note);
    await until('the child sends', () => (seen.get('a')?.length ?? 0) > 20);
    child.kill('SIGSTOP');
    start();
    const frozenAt = seen.get('a')?.length ?? 0;
    await until('the parent sends', () => (seen.get('a')?.length ?? 0) > frozenAt + 50);
    expect(await owner()).toBe('parent');
    child.kill('SIGCONT');
    const wokenAt = seen.get('a')?.length ?? 0;
    await until('the parent goes on', () => (seen.get('a')?.length ?? 0) > wokenAt + 200);
    expect(await owner()).toBe('parent');
    const written = await stop();
    await until('everything', () =>
      [...written].every(([key, texts]) => seen.get(key)?.at(-1) === texts.at(-1)),
    );
    for (const [key, texts] of written) expect(firsts(seen.get(key) ?? [])).toEqual(texts);
  });

  it('that is killed is followed by the one that stands by, and nothing is lost', async () => {
    const { service, seen, start, startProcess, owner } = await open();
    const child = await startProcess();
    const stop = writing(service.note);
    start();
    await until('the child sends', () => (seen.get('a')?.length ?? 0) > 20);
    expect(await owner()).toBe('child');
    child.kill('SIGKILL');
    await until('the parent relays', async () => (await owner()) === 'parent', 5_000);
    const written = await stop();
    await until('everything', () =>
      [...written].every(([key, texts]) => seen.get(key)?.at(-1) === texts.at(-1)),
    );
    for (const [key, texts] of written) expect(firsts(seen.get(key) ?? [])).toEqual(texts);
  });
});
