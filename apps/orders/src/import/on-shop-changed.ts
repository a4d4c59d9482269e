import { EventPattern, Payload } from '@nestjs/microservices';
import type { EventStore } from '@kefu/event-store';
import { EventsController, type Received } from '@kefu/messaging';
import { InjectStore } from '@kefu/service';
import type { Pool } from 'pg';
import type { OrderEvent } from '../order/domain/events.ts';

const upsert = `
  INSERT INTO shop_zone (shop_id, zone)
  SELECT shop_id, zone FROM jsonb_to_recordset($1::jsonb) AS told (shop_id text, zone text)
  ON CONFLICT (shop_id) DO UPDATE SET zone = EXCLUDED.zone`;

/** Where shops that nobody told us of are thought to be. */
const defaultZone = 'Asia/Shanghai';

/** On whose clock the times of a shop's files are. */
export const zoneOf = async (pool: Pool, shopId: string): Promise<string> => {
  const found = await pool.query<{ zone: string }>('SELECT zone FROM shop_zone WHERE shop_id = $1', [shopId]);
  return found.rows[0]?.zone ?? defaultZone;
};

@EventsController('shop-zone')
export class OnShopChanged {
  constructor(@InjectStore() private readonly store: EventStore<OrderEvent>) {}

  @EventPattern('gateway.shop-changed.v1')
  async onShopChanged(@Payload() event: Received<'gateway.shop-changed.v1'>): Promise<void> {
    const { shopId, zone } = event.data;
    await this.store.commit({
      inbox: event.inbox,
      appends: [],
      statements: [{ sql: upsert, row: { shop_id: shopId, zone } }],
    });
  }
}
