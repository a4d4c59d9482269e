import { type AnswerOf, type InputOf, type Principal, Refused, routes, type Waybill } from '@kefu/contracts';
import type { EventStore } from '@kefu/event-store';
import {
  type CommandMark,
  Handles,
  Idempotency,
  InjectStore,
  Input,
  metadataOf,
  requireShop,
  Who,
} from '@kefu/service';
import { Controller } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { waybill } from './domain/decide.ts';
import { readingsOf } from './domain/readings.ts';
import { newestOrderSeen } from './known-orders.ts';
import { recordScansOf } from './record-scans.ts';
import { findWaybills, waybillsById } from './waybills.view.ts';
import type { LogisticsEvent } from '../events.ts';

@Controller()
export class WaybillController {
  constructor(@InjectStore() private readonly store: EventStore<LogisticsEvent>) {}

  @Handles(routes['logistics.registerParcel'])
  async register(
    @Input() { body }: InputOf<'logistics.registerParcel'>,
    @Who() who: Principal,
    @Idempotency() idempotency?: CommandMark,
  ): Promise<Waybill> {
    const waybillId = `${body.carrier}:${body.number}`;
    await this.store.handle({
      stream: `waybill-${waybillId}`,
      decider: waybill,
      command: { type: 'RegisterParcel', parcel: { waybillId, ...body }, at: new Date().toISOString() },
      metadata: metadataOf(who),
      idempotency,
    });
    return this.seen(waybillId, who);
  }

  @Handles(routes['logistics.findWaybills'])
  async find(
    @Input() { query }: InputOf<'logistics.findWaybills'>,
    @Who() who: Principal,
  ): Promise<AnswerOf<'logistics.findWaybills'>> {
    return { items: await findWaybills(this.store.pool, query, who) };
  }

  @Handles(routes['logistics.getWaybill'])
  get(@Input() { params }: InputOf<'logistics.getWaybill'>, @Who() who: Principal): Promise<Waybill> {
    return this.seen(params.waybillId, who);
  }

  @Handles(routes['logistics.recordScans'])
  recordScans(
    @Input() { body }: InputOf<'logistics.recordScans'>,
    @Who() who: Principal,
    @Idempotency() idempotency?: CommandMark,
  ): Promise<AnswerOf<'logistics.recordScans'>> {
    return recordScansOf(this.store, body.scans, { who, metadata: metadataOf(who), idempotency });
  }

  @Handles(routes['logistics.getReadings'])
  async getReadings(
    @Input() { params }: InputOf<'logistics.getReadings'>,
    @Who() who: Principal,
  ): Promise<AnswerOf<'logistics.getReadings'>> {
    const { waybillId, readings } = await this.seen(params.waybillId, who);
    return readingsOf(waybillId, readings);
  }

  @Handles(routes['logistics.correctReading'])
  async correctReading(
    @Input() { params, body }: InputOf<'logistics.correctReading'>,
    @Who() who: Principal,
    @Idempotency() idempotency?: CommandMark,
  ): Promise<AnswerOf<'logistics.correctReading'>> {
    const { waybillId } = await this.seen(params.waybillId, who);
    const { reason, ...weight } = body;
    const { answer } = await this.store.handle({
      stream: `waybill-${waybillId}`,
      decider: waybill,
      command: { type: 'CorrectReading', readingId: uuidv7(), weight, reason },
      metadata: metadataOf(who, { why: reason }),
      idempotency,
      answer: (_, state) => (state.status === 'followed' ? readingsOf(waybillId, state.readings) : null),
    });
    return answer as AnswerOf<'logistics.correctReading'>; // a correction leaves its parcel followed
  }

  private async seen(waybillId: string, who: Principal): Promise<Waybill> {
    const [found] = await waybillsById(this.store.pool, [waybillId]);
    if (!found) throw new Refused('waybill-unknown', await newestOrderSeen(this.store.pool));
    requireShop(who, found.shopId);
    return found;
  }
}
