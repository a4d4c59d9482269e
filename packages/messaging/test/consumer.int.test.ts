import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { Refused, type PublicEvent } from '@kefu/contracts';
import { Controller, Module, type INestMicroservice, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EventPattern, Payload } from '@nestjs/microservices';
import { Registry } from 'prom-client';
import { encode } from '../src/cloud-event.ts';
import { EventsController } from '../src/events-controller.ts';
import { TransientError } from '../src/failure.ts';
import { KefuEventsStrategy } from '../src/kefu-events-strategy.ts';
import type { Received } from '../src/received.ts';
import type { EventTransport } from '../src/transport.ts';
import { openService, shopChanged, type TestService } from './service.ts';
import { silent, transports } from './transports.ts';
import { until } from './until.ts';

jest.setTimeout(30_000);

type ShopChanged = Received<'gateway.shop-changed.v1'>;

/** Throws what a text asks for; everything else is done. */
type Trouble = (event: ShopChanged) => Promise<void> | void;

const controllers = (service: TestService, trouble: Trouble): Type[] => {
  const note = async (handler: string, { inbox, data }: ShopChanged): Promise<void> => {
    await service.store.commit({
      appends: [],
      inbox,
      statements: [
        {
          sql: `INSERT INTO effect (handler, key, text)
                SELECT handler, key, text FROM jsonb_to_recordset($1::jsonb) AS row(handler text, key text, text text)`,
          row: { handler, key: data.shopId, text: data.name },
        },
      ],
    });
  };
  @EventsController('notes')
  class Notes {
    @EventPattern('gateway.shop-changed.v1')
    async onShopChanged(@Payload() event: ShopChanged): Promise<void> {
      await trouble(event);
      await note('notes', event);
    }
  }
  @EventsController('copies')
  class Copies {
    @EventPattern('gateway.shop-changed.v1')
    onShopChanged(@Payload() event: ShopChanged): Promise<void> {
      return note('copies', event);
    }
  }
  return [Notes, Copies];
};

const moduleOf = (listening: Type[]): Type => {
  @Module({ controllers: listening })
  class Listening {}
  return Listening;
};

describe.each(Object.entries(transports))('a consumer over %s', (_name, create) => {
  const ending: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const end of ending.splice(0).reverse()) await end();
  });

  const open = async (trouble: Trouble = () => undefined) => {
    const service = await openService('consumer');
    ending.push(service.close);
    const transport = create();
    ending.push(() => transport.close());
    const topicPrefix = `test-${randomUUID()}.`;
    const topic = `${topicPrefix}gateway`;
    await transport.createTopics([topic], { partitions: 2, retentionMs: 3_600_000 });
    const start = async (listening = controllers(service, trouble), through: EventTransport = transport) => {
      const registry = new Registry();
      const strategy = new KefuEventsStrategy({
        service: 'chat',
        store: service.store,
        transport: through,
        registry,
        log: silent,
        topicPrefix,
      });
      const app: INestMicroservice = await NestFactory.createMicroservice(moduleOf(listening), {
        strategy,
        logger: false,
        abortOnError: false,
      });
      await app.listen();
      ending.push(() => app.close());
      return { app, strategy, registry };
    };
    return {
      service,
      transport,
      start,
      lag: async () =>
        (await transport.lag(`${topicPrefix}chat`, [topic])).reduce(
          (sum, { lag: behind }) => sum + behind,
          0,
        ),
      send: (...events: PublicEvent[]) => transport.publish(topic, events.map(encode)),
      sendRaw: (key: string, headers: Record<string, string>, text: string) =>
        transport.publish(topic, [{ key, headers, value: Buffer.from(text) }]),
    };
  };

  const texts = (from: number, to: number): string[] =>
    Array.from({ length: to - from }, (_, i) => String(from + i));

  it('gives each event to each of its handlers once, in the order of its key, however often it is delivered', async () => {
    const { service, start, send } = await open();
    await start();
    const events = texts(0, 30).flatMap((text) => ['a', 'b', 'c'].map((key) => shopChanged(key, text)));
    await send(...events);
    await send(...events);
    await send(shopChanged('a', 'last'), shopChanged('b', 'last'), shopChanged('c', 'last'));
    const all = [...texts(0, 30), 'last'];
    await until('the last ones', async () => {
      const keys = Object.values(await service.effects('copies'));
      return keys.length === 3 && keys.every((of) => of.at(-1) === 'last');
    });
    for (const handler of ['notes', 'copies'])
      expect(await service.effects(handler)).toEqual({ a: all, b: all, c: all });
  });

  it('tells a handler what caused its event', async () => {
    let seen: ShopChanged | undefined;
    const { start, send } = await open((event) => void (seen = event));
    await start();
    const event = shopChanged('a', '0');
    await send(event);
    await until('the event', () => seen !== undefined);
    expect(seen).toEqual({
      ...event,
      inbox: { consumer: 'chat/notes.onShopChanged', eventId: event.id },
      metadata: {
        who: { kind: 'service', id: 'chat' },
        correlationId: 'correlation-1',
        causationId: event.id,
        traceparent: event.traceparent,
      },
    });
  });

  it('parks the key of an event that is refused, and only that one, until it is redriven in order', async () => {
    let mended = false;
    const { service, start, send, lag } = await open(({ data }) => {
      if (data.name === 'poison' && !mended) throw new Refused('shop-unknown');
    });
    const { strategy, registry } = await start();
    await send(
      shopChanged('a', '0'),
      shopChanged('a', 'poison'),
      ...texts(1, 4).map((text) => shopChanged('a', text)),
    );
    await send(...texts(0, 20).map((text) => shopChanged('b', text)));
    await until('no lag', async () => (await lag()) === 0);
    expect(await service.effects()).toEqual({ a: ['0'], b: texts(0, 20) });
    expect(
      (await strategy.listDeadLetters()).map(({ state, error, attempts }) => ({ state, error, attempts })),
    ).toEqual([
      { state: 'failed', error: 'Refused: shop-unknown', attempts: 1 },
      ...texts(1, 4).map(() => ({ state: 'parked', error: null, attempts: 0 })),
    ]);
    expect(await registry.metrics()).toMatch(/kefu_dead_letters 4\n[^]*kefu_parked_keys 1\n/);

    expect(await strategy.redrive({ key: 'a' }, 'admin')).toEqual({
      redriven: 0,
      remaining: 4,
      error: 'Refused: shop-unknown',
    });
    mended = true;
    expect(await strategy.redrive({ key: 'a' }, 'admin')).toEqual({ redriven: 4, remaining: 0 });
    await send(shopChanged('a', '4'));
    await until('the key flows again', async () => (await service.effects()).a?.at(-1) === '4');
    expect((await service.effects()).a).toEqual(['0', 'poison', ...texts(1, 5)]);
    expect(await strategy.listDeadLetters()).toEqual([]);
    expect(await strategy.listDeadLetters({ state: 'redriven' })).toHaveLength(4);
  });

  it('tries an event three times before it gives it up for a reason that it does not know', async () => {
    let tries = 0;
    const { start, send } = await open(() => {
      tries += 1;
      throw new RangeError('a bug');
    });
    const { strategy } = await start();
    await send(shopChanged('a', '0'));
    await until('a dead letter', async () => (await strategy.listDeadLetters()).length === 1);
    expect(tries).toBe(3);
    expect(await strategy.listDeadLetters()).toMatchObject([{ error: 'RangeError: a bug', attempts: 3 }]);
  });

  it('gives nothing up while something is away, and loses no order over it', async () => {
    let away = true;
    let tries = 0;
    const { service, start, send } = await open(() => {
      if (!away) return;
      tries += 1;
      throw new TransientError('the warehouse does not answer');
    });
    const { strategy } = await start();
    await send(...texts(0, 10).flatMap((text) => [shopChanged('a', text), shopChanged('b', text)]));
    await until('more tries than unknown errors get', () => tries > 4);
    away = false;
    await until('everything', async () => {
      const { a = [], b = [] } = await service.effects();
      return a.length === 10 && b.length === 10;
    });
    expect(await service.effects()).toEqual({ a: texts(0, 10), b: texts(0, 10) });
    expect(await strategy.listDeadLetters()).toEqual([]);
  });

  it('keeps a key parked over a restart, and lets another member release it', async () => {
    let mended = false;
    const { service, start, send, lag } = await open(({ data }) => {
      if (data.name === 'poison' && !mended) throw new Refused('shop-unknown');
    });
    const first = await start();
    await send(shopChanged('a', 'poison'));
    await until('no lag', async () => (await lag()) === 0);
    await first.app.close();

    const second = await start();
    await send(shopChanged('a', '1'));
    await until('no lag', async () => (await lag()) === 0);
    expect(await service.effects()).toEqual({});
    mended = true;
    await first.strategy.redrive({ key: 'a' }, 'admin');
    await send(shopChanged('a', '2'));
    await until('the last one', async () => (await service.effects()).a?.at(-1) === '2');
    expect(await service.effects()).toEqual({ a: ['poison', '1', '2'] });
    expect(await second.strategy.listDeadLetters()).toEqual([]);
  });

  it('leaves a dropped event without effect for good, and lets those behind it through', async () => {
    let mended = false;
    const { service, start, send, lag } = await open(({ data }) => {
      if (data.name === 'poison' && !mended) throw new Refused('shop-unknown');
    });
    const { strategy } = await start();
    const poison = shopChanged('a', 'poison');
    await send(poison, shopChanged('a', '1'));
    await until('two letters', async () => (await strategy.listDeadLetters()).length === 2);
    const [letter] = await strategy.listDeadLetters({ state: 'failed' });
    await strategy.drop(letter?.id ?? '', 'sent by mistake', 'admin');
    mended = true;
    expect(await strategy.redrive({ key: 'a' }, 'admin')).toEqual({ redriven: 1, remaining: 0 });
    await send(poison, shopChanged('a', '2'));
    await until('the last one', async () => (await service.effects()).a?.at(-1) === '2');
    await until('no lag', async () => (await lag()) === 0);
    expect((await service.effects()).a).toEqual(['1', '2']);
    expect(await strategy.listDeadLetters({ state: 'dropped' })).toMatchObject([
      { eventId: poison.id, reason: 'sent by mistake', settledBy: 'admin' },
    ]);
  });

  it('gives no second effect to what was handled before a crash and is delivered again', async () => {
    const { service, start, send, transport, lag } = await open();
    const forgetful: EventTransport = {
      ...transport,
      subscribe: (options) =>
        transport.subscribe({
          ...options,
          onBatch: async (batch) => {
            const { next } = await options.onBatch(batch);
            return { next: batch.messages[0]?.offset ?? next, pauseMs: 100 };
          },
        }),
    };
    const { app } = await start(undefined, forgetful);
    await send(...texts(0, 5).map((text) => shopChanged('a', text)));
    await until('everything', async () => (await service.effects()).a?.length === 5);
    await app.close();
    expect(await lag()).toBe(5);
    await start();
    await until('no lag', async () => (await lag()) === 0);
    expect(await service.effects()).toEqual({ a: texts(0, 5) });
  });

  it('dead-letters what is no event of ours at once and passes over what nobody listens to', async () => {
    const { service, start, send, sendRaw, lag } = await open();
    const { strategy, registry } = await start();
    const { headers } = encode(shopChanged('a', '0'));
    await sendRaw('broken', { ...headers, ce_id: 'broken' }, '{"shopId":');
    await sendRaw('bare', {}, '\0 not even headers');
    await sendRaw('other', { ...headers, ce_id: 'other', ce_type: 'gateway.moon-changed.v7' }, '{}');
    await send(shopChanged('a', '0'));
    await until('no lag', async () => (await lag()) === 0);
    expect(await service.effects()).toEqual({ a: ['0'] });
    const letters = await strategy.listDeadLetters();
    expect(letters.map(({ key }) => key).toSorted()).toEqual(['bare', 'broken']);
    expect(
      letters.every(({ error, attempts }) => error?.startsWith('PermanentError: ') && attempts === 1),
    ).toBe(true);
    expect(await registry.metrics()).toContain('kefu_events_skipped_total{topic=');
  });

  it('lets a running event end when it is stopped, and does not begin another', async () => {
    let release = (): void => undefined;
    const started: string[] = [];
    const { service, start, send, lag } = await open(async ({ data }) => {
      started.push(data.name);
      if (data.name === '1') await new Promise<void>((resolve) => (release = resolve));
    });
    const { app } = await start();
    await send(...texts(0, 4).map((text) => shopChanged('a', text)));
    await until('the second event', () => started.includes('1'));
    const closing = app.close();
    await new Promise((resolve) => setImmediate(resolve));
    release();
    await closing;
    expect(await service.effects()).toEqual({ a: ['0', '1'] });
    expect(await lag()).toBe(2);
  });
});

describe('a door for events', () => {
  const strategy = () =>
    new KefuEventsStrategy({ service: 'chat', registry: new Registry(), store: {} } as never); // never listens
  const starting = (listening: Type) =>
    NestFactory.createMicroservice(moduleOf([listening]), {
      strategy: strategy(),
      logger: false,
      abortOnError: false,
    }).then((app) => app.listen());

  it('must keep its errors’ class', async () => {
    @Controller()
    class Plain {
      @EventPattern('gateway.shop-changed.v1')
      async onShopChanged(_event: unknown): Promise<void> {}
    }
    await expect(starting(Plain)).rejects.toThrow('must be in an @EventsController');
  });

  it('must listen to an event that exists', async () => {
    @EventsController()
    class Dreamer {
      @EventPattern('gateway.moon-changed.v7')
      async onMoonChanged(_event: unknown): Promise<void> {}
    }
    await expect(starting(Dreamer)).rejects.toThrow('gateway.moon-changed.v7 is no public event');
  });
});
