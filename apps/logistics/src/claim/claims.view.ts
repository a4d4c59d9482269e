import type { CarrierClaim, InputOf, Principal } from '@kefu/contracts';
import { defineView } from '@kefu/event-store';
import type { Pool } from 'pg';
import type { WaybillEvent } from '../waybill/domain/events.ts';

// No `on conflict`: the table's keys are the last guard against a second claim for a case.
const insert = `
  insert into carrier_claim (claim_id, case_id, waybill_id, carrier, order_id, shop_id, reason, amount_fen, recorded_at)
  select "claimId", "caseId", "waybillId", carrier, "orderId", "shopId", reason, "amountFen", at
  from jsonb_to_recordset($1::jsonb) as r("claimId" text, "caseId" text, "waybillId" text, carrier text,
    "orderId" text, "shopId" text, reason text, "amountFen" bigint, at timestamptz)`;

export const claims = defineView<WaybillEvent>({
  name: 'claims',
  tables: ['carrier_claim'],
  project: ({ type, data }) => (type === 'CarrierClaimRecorded' ? [{ sql: insert, row: data }] : undefined),
});

export const isClaimedFor = async (pool: Pool, caseId: string): Promise<boolean> => {
  const { rowCount } = await pool.query('select from carrier_claim where case_id = $1', [caseId]);
  return rowCount === 1;
};

/** What carriers owe us, newest first. */
export const listClaims = async (
  pool: Pool,
  { caseId, after, limit }: InputOf<'logistics.listClaims'>['query'],
  { shops }: Principal,
): Promise<{ items: CarrierClaim[]; next?: string }> => {
  const { rows } = await pool.query<Omit<CarrierClaim, 'recordedAt'> & { recordedAt: Date }>(
    `select claim_id as "claimId", waybill_id as "waybillId", carrier, order_id as "orderId", shop_id as "shopId",
       case_id as "caseId", reason, amount_fen::float8 as "amountFen", recorded_at as "recordedAt"
     from carrier_claim
     where ('*' = any($1::text[]) or shop_id = any($1)) and ($2::text is null or case_id = $2)
       and ($3::text is null
         or (recorded_at, claim_id) < (select recorded_at, claim_id from carrier_claim where claim_id = $3))
     order by recorded_at desc, claim_id desc limit $4`,
    [shops, caseId ?? null, after ?? null, limit + 1],
  );
  const items = rows.slice(0, limit).map((row) => ({ ...row, recordedAt: row.recordedAt.toISOString() }));
  return { items, next: rows.length > limit ? items.at(-1)?.claimId : undefined };
};
