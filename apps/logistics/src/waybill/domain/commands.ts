import type { ParcelState } from '@kefu/contracts';
import type { Parcel } from './events.ts';
import type { WrittenWeight } from './weight.ts';

/** A parcel as an order names it. */
export type NamedParcel = Parcel & { number: string };

export type RegisterParcel = { type: 'RegisterParcel'; parcel: NamedParcel; at: string };

export type NewScan = {
  scanId: string;
  at: string;
  place: string;
  state: ParcelState;
  reason?: string;
  weight?: Omit<WrittenWeight, 'at'>;
};

export type CorrectReading = {
  type: 'CorrectReading';
  readingId: string;
  weight: WrittenWeight;
  reason: string;
};

/** Names its parcel, for a refund may be heard of before the order that the parcel belongs to. */
export type ClaimFromCarrier = {
  type: 'ClaimFromCarrier';
  parcel: NamedParcel;
  claimId: string;
  caseId: string;
  reason: 'lost-in-transit' | 'damaged';
  amountFen: number;
  at: string;
};

export type WaybillCommand = RegisterParcel | CorrectReading | ClaimFromCarrier;
