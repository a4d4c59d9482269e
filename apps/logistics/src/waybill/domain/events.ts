import type { ParcelState, WeightReading } from '@kefu/contracts';

/** Which parcel: said in each of its events, for public events are read alone. */
export type Parcel = { waybillId: string; carrier: string; orderId: string; shopId: string };

type ParcelRegistered = { type: 'ParcelRegistered'; data: Parcel & { number: string; at: string } };
type ScanRecorded = {
  type: 'ScanRecorded';
  data: Parcel & { scanId: string; at: string; place: string; state: ParcelState; reason?: string };
};
type ReadingRecorded = { type: 'ReadingRecorded'; data: Parcel & { reading: WeightReading } };
type ReadingCorrected = {
  type: 'ReadingCorrected';
  data: Parcel & { reading: WeightReading; reason: string };
};
type CarrierClaimRecorded = {
  type: 'CarrierClaimRecorded';
  data: Parcel & {
    claimId: string;
    caseId: string;
    reason: 'lost-in-transit' | 'damaged';
    amountFen: number;
    at: string;
  };
};

export type WaybillEvent =
  ParcelRegistered | ScanRecorded | ReadingRecorded | ReadingCorrected | CarrierClaimRecorded;
