import type { AnswerOf, InputOf, Principal } from '@kefu/contracts';
import {
  type Append,
  type EventStore,
  type Idempotency,
  type Metadata,
  VersionConflict,
} from '@kefu/event-store';
import { canSeeShop } from '@kefu/service';
import type { Pool } from 'pg';
import type { NewScan } from './domain/commands.ts';
import { recordScans, unreadableIn } from './domain/decide.ts';
import type { Parcel, WaybillEvent } from './domain/events.ts';
import type { LogisticsEvent } from '../events.ts';

type Recorded = AnswerOf<'logistics.recordScans'>;
type Scans = InputOf<'logistics.recordScans'>['body']['scans'];
type Followed = { parcel: Parcel; version: number; scanIds: string[] };

const attempts = 5;

// One statement, so version and scans are of the same moment.
const followed = async (pool: Pool, waybillIds: readonly string[]): Promise<Followed[]> => {
  const { rows } = await pool.query<Followed>(
    `select version, array(select scan_id from scan s where s.waybill_id = p.waybill_id) as "scanIds",
       jsonb_build_object('waybillId', waybill_id, 'carrier', carrier, 'orderId', order_id, 'shopId', shop_id) as parcel
     from parcel p where waybill_id = any($1)`,
    [waybillIds],
  );
  return rows;
};

const byWaybill = (scans: Scans): Map<string, NewScan[]> => {
  const groups = new Map<string, NewScan[]>();
  for (const { waybillId, ...scan } of scans) groups.set(waybillId, [...(groups.get(waybillId) ?? []), scan]);
  return groups;
};

/**
 * Records scans of up to a thousand parcels in one transaction: one query for what is known of them, one commit at
 * the versions it found, decided again when others were quicker.
 */
export const recordScansOf = async (
  store: EventStore<LogisticsEvent>,
  scans: Scans,
  context: { who: Principal; metadata: Metadata; idempotency?: Idempotency },
): Promise<Recorded> => {
  const groups = byWaybill(scans);
  const once = async (): Promise<Recorded> => {
    const parcels = (await followed(store.pool, [...groups.keys()])).filter(({ parcel }) =>
      canSeeShop(context.who, parcel.shopId),
    );
    const appends = parcels.flatMap(({ parcel, version, scanIds }): Append<WaybillEvent>[] => {
      const events = recordScans(groups.get(parcel.waybillId) ?? [], { parcel, scanIds: new Set(scanIds) });
      const stream = `waybill-${parcel.waybillId}`;
      return events.length > 0 ? [{ stream, expected: version, events, metadata: context.metadata }] : [];
    });
    const isKnown = new Set(parcels.map(({ parcel }) => parcel.waybillId));
    const recorded = appends
      .flatMap(({ events }) => events)
      .filter(({ type }) => type === 'ScanRecorded').length;
    const answer: Recorded = {
      recorded,
      repeated: scans.filter(({ waybillId }) => isKnown.has(waybillId)).length - recorded,
      unreadable: parcels.flatMap(({ parcel }) => unreadableIn(groups.get(parcel.waybillId) ?? [])),
      unknown: [...groups.keys()].filter((waybillId) => !isKnown.has(waybillId)),
    };
    const outcome = await store.commit({ appends, idempotency: context.idempotency, answer });
    return outcome.answer as Recorded; // this one, or that of the same command before
  };
  for (let attempt = 1; ; attempt++) {
    try {
      return await once();
    } catch (error) {
      if (!(error instanceof VersionConflict) || attempt === attempts) throw error;
    }
  }
};
