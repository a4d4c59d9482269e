import type { WeightReading } from '@kefu/contracts';
import type { Parcel, WaybillEvent } from './events.ts';

export type FollowedWaybill = {
  status: 'followed';
  parcel: Parcel;
  scanIds: ReadonlySet<string>;
  /** In the order they were recorded. */
  readings: readonly WeightReading[];
  claimedFor: readonly string[];
};
export type Waybill = { status: 'unknown' } | FollowedWaybill;

export const initial: Waybill = { status: 'unknown' };

export const evolve = (state: Waybill, { type, data }: WaybillEvent): Waybill => {
  if (type === 'ParcelRegistered') {
    const { waybillId, carrier, orderId, shopId } = data;
    const parcel = { waybillId, carrier, orderId, shopId };
    return { status: 'followed', parcel, scanIds: new Set(), readings: [], claimedFor: [] };
  }
  if (state.status === 'unknown') return state;
  switch (type) {
    case 'ScanRecorded':
      return { ...state, scanIds: new Set([...state.scanIds, data.scanId]) };
    case 'ReadingRecorded':
    case 'ReadingCorrected':
      return { ...state, readings: [...state.readings, data.reading] };
    case 'CarrierClaimRecorded':
      return { ...state, claimedFor: [...state.claimedFor, data.caseId] };
  }
};
