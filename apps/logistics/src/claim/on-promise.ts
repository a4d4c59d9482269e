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
type ReshipmentApproved = Received<'returns.reshipment-approved.v1'>;
type Promised = Pick<
  RefundApproved['data'],
  'caseId' | 'reason' | 'amountFen' | 'waybillIds' | 'orderId' | 'shopId' | 'at'
>;

const claimIds = '0b3a4c0e-7a0f-5d0a-9d55-1f3a7a1f6b22';
const claimableAs = { 'lost-in-transit': 'lost-in-transit', 'parcel-damaged': 'damaged' } as const;
const isClaimable = (reason: string): reason is keyof typeof claimableAs => reason in claimableAs;

/** Whatever was promised to the customer for what was lost or damaged on the way is claimed back, once for a case. */
@EventsController('carrier-claims')
export class OnPromise {
  constructor(
    @InjectStore() private readonly store: EventStore<LogisticsEvent>,
    @InjectLogger() private readonly logger: Logger,
  ) {}

  @EventPattern('returns.refund-approved.v1')
  async onRefundApproved(@Payload() event: RefundApproved): Promise<void> {
    await this.claim(event.data, event);
  }

  @EventPattern('returns.reshipment-approved.v1')
  async onReshipmentApproved(@Payload() event: ReshipmentApproved): Promise<void> {
    const { amountFen, waybillIds = [] } = event.data;
    // The first of these events did not say what was sent again was worth.
    if (amountFen !== undefined) await this.claim({ ...event.data, amountFen, waybillIds }, event);
  }

  private async claim(
    promised: Promised,
    { inbox, metadata }: Pick<Received, 'inbox' | 'metadata'>,
  ): Promise<void> {
    const { caseId, reason, amountFen, at } = promised;
    if (!isClaimable(reason) || (await isClaimedFor(this.store.pool, caseId))) return;
    const parcel = await this.parcelOf(promised);
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

  // The order that names the parcel may not have arrived here yet; the promise says enough.
  private async parcelOf({ waybillIds, orderId, shopId }: Promised): Promise<NamedParcel | undefined> {
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
