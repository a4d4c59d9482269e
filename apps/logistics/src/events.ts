import type { InquiryEvent } from './inquiry/domain/events.ts';
import type { WaybillEvent } from './waybill/domain/events.ts';

/** Everything that this service's log holds. */
export type LogisticsEvent = WaybillEvent | InquiryEvent;
