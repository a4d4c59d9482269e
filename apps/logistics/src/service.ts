import type { StoredEvent } from '@kefu/event-store';
import { defineService } from '@kefu/service';
import { ReadModels1790000001000 } from '../migrations/1790000001000-read-models.ts';
import { claims } from './claim/claims.view.ts';
import type { LogisticsEvent } from './events.ts';
import { carrierDeskReader, startCarrierDesk } from './inquiry/carrier-desk.ts';
import type { InquiryEvent } from './inquiry/domain/events.ts';
import { forgetInInquiries, inquiries, ordersAskedAbout } from './inquiry/inquiries.view.ts';
import { publishInquiry } from './inquiry/published.ts';
import { LogisticsModule } from './logistics.module.ts';
import { publishWaybill } from './waybill/published.ts';
import { waybills } from './waybill/waybills.view.ts';

const isOfInquiry = (event: StoredEvent<LogisticsEvent>): event is StoredEvent<InquiryEvent> =>
  event.stream.startsWith('inquiry-');

/** Follows parcels, asks carriers, and claims from them what was lost. */
export const logistics = defineService<LogisticsEvent>({
  name: 'logistics',
  port: 18_803,
  module: LogisticsModule,
  migrations: [ReadModels1790000001000],
  personal: {
    InquiryOpened: { subject: 'customerId', fields: ['note'] },
    InquiryAnswered: { subject: 'customerId', fields: ['note'] },
  },
  views: [waybills, inquiries, claims],
  readers: [carrierDeskReader],
  forgetting: { wipe: (customerId) => [forgetInInquiries(customerId)], otherSubjects: ordersAskedAbout },
  publish: (event) => (isOfInquiry(event) ? publishInquiry(event) : publishWaybill(event)),
  conflicts: ['waybill-of-other-order', 'inquiry-answered'],
  workers: async ({ configuration: { carrier }, store, logger }) => {
    if (carrier) return [startCarrierDesk({ store, logger, carrier })];
    logger.warn(
      {},
      'KEFU_CARRIER_URL is not set: clerks ask the carriers themselves and type in the answers',
    );
    return [];
  },
});
