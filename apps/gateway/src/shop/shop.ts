import type { DomainEvent, Shop } from '@kefu/contracts';
import type { Statement } from '@kefu/event-store';
import type { Pool } from 'pg';

export type ShopChanged = DomainEvent<'ShopChanged', Shop & { at: string }>;

type Row = Omit<Shop, 'shopId'> & { shop_id: string; sealed_widget_secret: string };

const columns = 'shop_id, name, platform, type, zone, state';
const shopOf = ({ shop_id, name, platform, type, zone, state }: Row): Shop => ({
  shopId: shop_id,
  name,
  platform,
  type,
  zone,
  state,
});

export const listShops = async (pool: Pool): Promise<Shop[]> => {
  const { rows } = await pool.query<Row>(`select ${columns} from shop order by shop_id`);
  return rows.map(shopOf);
};

export const findShop = async (
  pool: Pool,
  shopId: string,
): Promise<{ shop: Shop; sealedSecret: string } | undefined> => {
  const { rows } = await pool.query<Row>(
    `select ${columns}, sealed_widget_secret from shop where shop_id = $1`,
    [shopId],
  );
  return rows[0] && { shop: shopOf(rows[0]), sealedSecret: rows[0].sealed_widget_secret };
};

export const putShop = (shop: Shop, sealedSecret: string): Statement => ({
  key: shop.shopId,
  sql: `insert into shop (${columns}, sealed_widget_secret)
        select * from jsonb_to_recordset($1::jsonb)
          as s (shop_id text, name text, platform text, type text, zone text, state text, sealed_widget_secret text)
        on conflict (shop_id) do update set name = excluded.name, platform = excluded.platform, type = excluded.type,
          zone = excluded.zone, state = excluded.state, sealed_widget_secret = excluded.sealed_widget_secret`,
  row: {
    shop_id: shop.shopId,
    name: shop.name,
    platform: shop.platform,
    type: shop.type,
    zone: shop.zone,
    state: shop.state,
    sealed_widget_secret: sealedSecret,
  },
});
