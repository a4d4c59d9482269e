import type { PublicEvent } from '@kefu/contracts';
import type { StoredEvent } from '@kefu/event-store';
import { publicEventOf } from '@kefu/messaging';
import type { Parcel, WaybillEvent } from './domain/events.ts';

const parcelOf = ({ waybillId, carrier, orderId, shopId }: Parcel): Parcel => ({
  waybillId,
  carrier,
  orderId,
  shopId,
});

/** What the world hears of a waybill. Fields are named one by one, so that nothing leaves by accident. */
export const publishWaybill = (event: StoredEvent<WaybillEvent>): PublicEvent => {
  switch (event.type) {
    case 'ParcelRegistered': {
      const { number, at } = event.data;
      return publicEventOf(event, 'logistics.parcel-registered.v1', { ...parcelOf(event.data), number, at });
    }
    case 'ScanRecorded': {
      const { scanId, at, place, state } = event.data;
      const scan = { ...parcelOf(event.data), scanId, at, place, state };
      return publicEventOf(event, 'logistics.scan-recorded.v1', scan);
    }
    case 'ReadingRecorded': {
      const { reading } = event.data;
      return publicEventOf(event, 'logistics.reading-recorded.v1', { ...parcelOf(event.data), reading });
    }
    case 'ReadingCorrected': {
      const { reading, reason } = event.data;
      return publicEventOf(event, 'logistics.reading-corrected.v1', {
        ...parcelOf(event.data),
        reading,
        reason,
      });
    }
    case 'CarrierClaimRecorded': {
      const { claimId, caseId, reason, amountFen, at } = event.data;
      const claim = { ...parcelOf(event.data), claimId, caseId, reason, amountFen, at };
      return publicEventOf(event, 'logistics.carrier-claim-recorded.v1', claim);
    }
  }
};
