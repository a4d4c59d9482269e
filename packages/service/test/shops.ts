import { Controller, Module } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { type Decider, type DomainEvent, type InputOfRoute, type Principal, route } from '@kefu/contracts';
import { defineView, type EventStore } from '@kefu/event-store';
import { EventsController, publicEventOf, type Received } from '@kefu/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { z } from 'zod';
import {
  type CommandMark,
  defineService,
  Handles,
  Idempotency,
  Input,
  InjectStore,
  metadataOf,
  NotFound,
  Who,
} from '../src/index.ts';

type ShopNamed = DomainEvent<'ShopNamed', { shopId: string; name: string; at: string }>;
type NameShop = { shopId: string; name: string; at: string };

const naming: Decider<NameShop, string | undefined, ShopNamed> = {
  initial: undefined,
  evolve: (_, { data }) => data.name,
  decide: (command, name) => (name === command.name ? [] : [{ type: 'ShopNamed', data: command }]),
};

const shops = defineView<ShopNamed>({
  name: 'shops',
  tables: ['shop'],
  project: ({ data }) => [
    {
      sql: `INSERT INTO shop SELECT * FROM jsonb_to_recordset($1::jsonb) AS row("shopId" text, name text)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name`,
      row: { shopId: data.shopId, name: data.name },
    },
  ],
});

const nameShop = route({
  service: 'gateway',
  method: 'PUT',
  path: '/api/test/shops/:shopId',
  summary: 'Names a shop.',
  roles: ['administrator'],
  params: z.object({ shopId: z.string() }),
  body: z.object({ name: z.string().min(1) }),
});
const readShop = route({
  service: 'gateway',
  method: 'GET',
  path: '/api/test/shops/:shopId',
  summary: 'Reads a shop.',
  roles: 'signed-in',
  params: z.object({ shopId: z.string() }),
  answer: z.object({ name: z.string() }),
});

@Controller()
class ShopController {
  constructor(@InjectStore() private readonly store: EventStore<ShopNamed>) {}

  @Handles(nameShop)
  async name(
    @Input() { params, body }: InputOfRoute<typeof nameShop>,
    @Who() who: Principal,
    @Idempotency() idempotency?: CommandMark,
  ) {
    const { answer } = await this.store.handle({
      stream: `shop-${params.shopId}`,
      decider: naming,
      command: { ...params, ...body, at: new Date().toISOString() },
      metadata: metadataOf(who),
      idempotency,
      answer: (events) => ({ events: events.length }),
    });
    return answer;
  }

  @Handles(readShop)
  async read(@Input() { params }: InputOfRoute<typeof readShop>) {
    const { rows } = await this.store.pool.query<{ name: string }>('SELECT name FROM shop WHERE id = $1', [
      params.shopId,
    ]);
    if (!rows[0]) throw new NotFound();
    return rows[0];
  }
}

@Module({ controllers: [ShopController] })
class ShopsModule {}

class Shops1795000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE shop (id text PRIMARY KEY, name text NOT NULL)');
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE shop');
  }
}

/** A service with one command, one view and one public event. */
export const shopsService = defineService<ShopNamed>({
  name: 'gateway',
  port: 18_871,
  module: ShopsModule,
  migrations: [Shops1795000000000],
  personal: {},
  views: [shops],
  publish: (event) =>
    publicEventOf(event, 'gateway.shop-changed.v1', {
      ...event.data,
      platform: 'tmall',
      type: 'flagship',
      zone: 'Asia/Shanghai',
      state: 'open',
    }),
});

type ShopHeardOf = DomainEvent<'ShopHeardOf', { shopId: string }>;

@EventsController()
class HeardShops {
  constructor(@InjectStore() private readonly store: EventStore<ShopHeardOf>) {}

  @EventPattern('gateway.shop-changed.v1')
  async onShopChanged(@Payload() event: Received<'gateway.shop-changed.v1'>): Promise<void> {
    const { shopId } = event.data;
    await this.store.commit({
      inbox: event.inbox,
      appends: [
        {
          stream: `heard-${shopId}`,
          expected: 'any',
          events: [{ type: 'ShopHeardOf', data: { shopId } }],
          metadata: event.metadata,
        },
      ],
    });
  }
}

@Module({ controllers: [HeardShops] })
class HearingModule {}

/** A service that only listens. */
export const hearingService = defineService<ShopHeardOf>({
  name: 'payroll',
  port: 18_872,
  module: HearingModule,
  personal: {},
  publish: () => undefined,
});
