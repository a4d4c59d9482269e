import type { OrderParcel } from '@kefu/contracts';
import { carrierOf, waybillNumbers } from './carrier.ts';
import type { StagedRow } from './staged.ts';

/** The parcels that the rows of an order name. A line's row says what its parcel holds, an order's row does not. */
export const parcelsOf = (
  rows: readonly StagedRow[],
  lineIds: ReadonlyMap<StagedRow, string>,
): OrderParcel[] => {
  const parcels = new Map<string, OrderParcel>();
  for (const row of rows) {
    const { carrier: name, waybillNumber = '' } = row.values;
    const numbers = waybillNumbers(waybillNumber);
    const lineId = numbers.length === 1 ? lineIds.get(row) : undefined;
    for (const number of numbers) {
      const carrier = carrierOf(name, number);
      const waybillId = `${carrier}:${number}`;
      const known = parcels.get(waybillId)?.lineIds ?? [];
      parcels.set(waybillId, { waybillId, carrier, number, lineIds: lineId ? [...known, lineId] : known });
    }
  }
  return [...parcels.values()];
};
