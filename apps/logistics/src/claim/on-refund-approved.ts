import type { EventStore } from '@kefu/event-store';
import { EventsController, type Received } from '@kefu/messaging';
import { InjectLogger, InjectStore, type Logger } from '@kefu/service';
import { EventPattern, Payload } from '@nestjs/microservices';
import { v5 as uuidv5 } from 'uuid';
import type { NamedParcel } from '../waybill/domain/commands.ts';
import { waybill } from '../waybill/domain/decide.ts';
import { waybillsById } from '../waybill/waybills.view.ts';
import { isClaimedFor } from './claims.view.ts';
import { parcelToClaimFor } from './domain/parcel-to-claim-for.ts';
import type { LogisticsEvent } from '../events.ts';

type RefundApproved = Received<'returns.refund-approved.v1'>;

const claimIds = '0b3a4c0e-7a0f-5d0a-9d55-1f3a7a1f6b22';
const claimableAs = { 'lost-in-transit': 'lost-in-transit', 'parcel-damaged': 'damaged' } as const;
const isClaimable = (reason: string): reason is keyof typeof claimableAs => reason in claimableAs;

/** What was lost or damaged on the way is claimed back from the carrier, once for a case. */
@EventsController('carrier-claims')
export class OnRefundApproved {
  constructor(
    @InjectStore() private readonly store: EventStore<LogisticsEvent>,
    @InjectLogger() private readonly logger: Logger,
  ) {}

  @EventPattern('returns.refund-approved.v1')
  async onRefundApproved(@Payload() { data, inbox, metadata }: RefundApproved): Promise<void> {
    const { caseId, reason, amountFen, at } = data;
    if (!isClaimable(reason) || (await isClaimedFor(this.store.pool, caseId))) return;
    const parcel = await this.parcelOf(data);
    if (!parcel) return this.logger.warn({ caseId }, 'no parcel is known to claim for');
    await this.store.handle({
      stream: `waybill-${parcel.waybillId}`,
      decider: waybill,
      command: {
        type: 'ClaimFromCarrier',
        parcel,
        claimId: uuidv5(caseId, claimIds),
        caseId,
        reason: claimableAs[reason],
        amountFen,
        at,
      },
      metadata,
      inbox,
    });
  }

  // The order that names the parcel may not have arrived here yet; the refund says enough.
  private async parcelOf({
    waybillIds,
    orderId,
    shopId,
  }: RefundApproved['data']): Promise<NamedParcel | undefined> {
    const followed = new Map(
      (await waybillsById(this.store.pool, waybillIds)).map((it) => [it.waybillId, it]),
    );
    const parcel = parcelToClaimFor(
      waybillIds.map((waybillId) => ({ waybillId, readings: followed.get(waybillId)?.readings ?? [] })),
    );
    const [, carrier, number] = /^([^:]+):(.+)$/.exec(parcel?.waybillId ?? '') ?? [];
    return parcel && carrier && number
      ? { waybillId: parcel.waybillId, carrier, number, orderId, shopId }
      : undefined;
  }
}
