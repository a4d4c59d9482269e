import type { Principal, Scan, Waybill, WeightReading } from '@kefu/contracts';
import { defineView, type Statement, type StoredEvent } from '@kefu/event-store';
import type { Pool } from 'pg';
import type { WaybillEvent } from './domain/events.ts';
import { journeyOf } from './domain/journey.ts';

const insertParcel = `
  insert into parcel (waybill_id, carrier, number, order_id, shop_id, version)
  select "waybillId", carrier, number, "orderId", "shopId", version
  from jsonb_to_recordset($1::jsonb)
    as r("waybillId" text, carrier text, number text, "orderId" text, "shopId" text, version int)`;
const moveOn = `
  update parcel set version = r.version
  from jsonb_to_recordset($1::jsonb) as r("waybillId" text, version int)
  where parcel.waybill_id = r."waybillId"`;
const insertScan = `
  insert into scan (waybill_id, scan_id, scan)
  select "waybillId", scan ->> 'scanId', scan from jsonb_to_recordset($1::jsonb) as r("waybillId" text, scan jsonb)`;
const insertReading = `
  insert into reading (waybill_id, version, reading)
  select "waybillId", version, reading
  from jsonb_to_recordset($1::jsonb) as r("waybillId" text, version int, reading jsonb)`;

const project = (event: StoredEvent<WaybillEvent>): Statement[] | undefined => {
  const { stream, version, data } = event;
  const moved = { sql: moveOn, row: { waybillId: data.waybillId, version } };
  // The rows below are new and nobody's but this event's, so they need not wait for the parcel's own row.
  const key = `${stream}\n${version}`;
  switch (event.type) {
    case 'ParcelRegistered':
      return [{ sql: insertParcel, row: { ...event.data, version } }];
    case 'ScanRecorded': {
      const { scanId, at, place, state, reason } = event.data;
      const scan: Scan = { scanId, at, place, state, reason };
      return [moved, { sql: insertScan, row: { waybillId: data.waybillId, scan }, key }];
    }
    case 'ReadingRecorded':
    case 'ReadingCorrected': {
      const { waybillId, reading } = event.data;
      return [moved, { sql: insertReading, row: { waybillId, version, reading }, key }];
    }
    case 'CarrierClaimRecorded':
      return [moved];
  }
};

/** Every parcel with its scans and readings; `version` is its stream's, for decisions on many parcels at once. */
export const waybills = defineView<WaybillEvent>({
  name: 'waybills',
  tables: ['parcel', 'scan', 'reading'],
  project,
});

type Row = Omit<Waybill, 'state' | 'lastScanAt'>;
const select = `
  select p.waybill_id as "waybillId", p.carrier, p.number, p.order_id as "orderId", p.shop_id as "shopId",
    coalesce((select jsonb_agg(scan) from scan s where s.waybill_id = p.waybill_id), '[]') as scans,
    coalesce((select jsonb_agg(reading order by version) from reading r where r.waybill_id = p.waybill_id), '[]') as readings
  from parcel p`;

const waybillOf = (row: Row): Waybill => ({ ...row, ...journeyOf(row.scans) });

export const waybillsById = async (pool: Pool, ids: readonly string[]): Promise<Waybill[]> => {
  if (ids.length === 0) return [];
  const { rows } = await pool.query<Row>(`${select} where p.waybill_id = any($1)`, [ids]);
  return rows.map(waybillOf);
};

/**
 * Parcels of an order or with a number, as far as the caller may see them: a customer only those of their own orders,
 * and without weights, for what the scales say is told by a person.
 */
export const findWaybills = async (
  pool: Pool,
  { orderId, number }: { orderId?: string; number?: string },
  who: Principal,
): Promise<Waybill[]> => {
  const ofCustomer = who.kind === 'customer';
  const { rows } = await pool.query<Row>(
    `${select}
     where ($1::text is null or p.order_id = $1) and ($2::text is null or p.number = $2)
       and ('*' = any($3::text[]) or p.shop_id = any($3))
       and ($4 = false or exists (select from known_order o where o.order_id = p.order_id and o.customer_id = $5))
     order by p.waybill_id limit 200`,
    [orderId ?? null, number ?? null, who.shops, ofCustomer, who.customerId ?? null],
  );
  return rows.map((row) => waybillOf(ofCustomer ? { ...row, readings: [] as WeightReading[] } : row));
};
