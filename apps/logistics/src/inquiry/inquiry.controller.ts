import { type AnswerOf, type Inquiry, type InputOf, type Principal, Refused, routes } from '@kefu/contracts';
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
import { v5 as uuidv5 } from 'uuid';
import { customerOfOrder, newestOrderSeen } from '../waybill/known-orders.ts';
import { waybillsById } from '../waybill/waybills.view.ts';
import { answerInquiry } from './answer-inquiry.ts';
import type { ChaseInquiry, EscalateInquiry } from './domain/commands.ts';
import { inquiry } from './domain/decide.ts';
import { answeredBefore, inquiryById, listInquiries } from './inquiries.view.ts';
import type { LogisticsEvent } from '../events.ts';

const inquiryIds = '5f0c1d52-9f0e-5c63-8a51-5a7c2f8f1c11';

@Controller()
export class InquiryController {
  constructor(@InjectStore() private readonly store: EventStore<LogisticsEvent>) {}

  // The id says what is asked: two who ask the same at the same moment meet in one stream.
  @Handles(routes['logistics.openInquiry'])
  async open(
    @Input() { body }: InputOf<'logistics.openInquiry'>,
    @Who() who: Principal,
    @Idempotency() idempotency?: CommandMark,
  ): Promise<Inquiry> {
    const { pool } = this.store;
    const { note, ...about } = body;
    const [parcel] = await waybillsById(pool, [body.waybillId]);
    if (!parcel) throw new Refused('waybill-unknown', await newestOrderSeen(pool));
    requireShop(who, parcel.shopId);
    const { carrier, number, orderId, shopId } = parcel;
    const { waybillId, question, caseId = '' } = about;
    const name = [waybillId, question, caseId, await answeredBefore(pool, about)].join('\n');
    const inquiryId = uuidv5(name, inquiryIds);
    const { answer } = await this.store.handle({
      stream: `inquiry-${inquiryId}`,
      decider: inquiry,
      command: {
        type: 'OpenInquiry',
        asked: { ...about, inquiryId, carrier, number, orderId, shopId },
        askedBy: who.id,
        customerId: (await customerOfOrder(pool, orderId)) ?? orderId,
        note,
        at: new Date().toISOString(),
      },
      metadata: metadataOf(who),
      idempotency,
      answer: () => inquiryId,
    });
    return this.seen(answer as string, who);
  }

  @Handles(routes['logistics.listInquiries'])
  list(
    @Input() { query }: InputOf<'logistics.listInquiries'>,
    @Who() who: Principal,
  ): Promise<AnswerOf<'logistics.listInquiries'>> {
    return listInquiries(this.store.pool, query, who);
  }

  @Handles(routes['logistics.getInquiry'])
  async get(@Input() { params }: InputOf<'logistics.getInquiry'>, @Who() who: Principal): Promise<Inquiry> {
    return this.seen(params.inquiryId, who);
  }

  @Handles(routes['logistics.chaseInquiry'])
  chase(
    @Input() { params, body }: InputOf<'logistics.chaseInquiry'>,
    @Who() who: Principal,
    @Idempotency() idempotency?: CommandMark,
  ): Promise<Inquiry> {
    const command = { type: 'ChaseInquiry', ...body, at: new Date().toISOString() } as const;
    return this.command(params.inquiryId, command, who, idempotency);
  }

  @Handles(routes['logistics.escalateInquiry'])
  escalate(
    @Input() { params }: InputOf<'logistics.escalateInquiry'>,
    @Who() who: Principal,
    @Idempotency() idempotency?: CommandMark,
  ): Promise<Inquiry> {
    const command = { type: 'EscalateInquiry', at: new Date().toISOString() } as const;
    return this.command(params.inquiryId, command, who, idempotency);
  }

  @Handles(routes['logistics.answerInquiry'])
  async answer(
    @Input() { params, body }: InputOf<'logistics.answerInquiry'>,
    @Who() who: Principal,
    @Idempotency() idempotency?: CommandMark,
  ): Promise<Inquiry> {
    await this.seen(params.inquiryId, who);
    const metadata = metadataOf(who);
    await answerInquiry(this.store, params.inquiryId, {
      by: 'person',
      answeredBy: who.id,
      ...body,
      metadata,
      idempotency,
    });
    return this.seen(params.inquiryId, who);
  }

  private async command(
    inquiryId: string,
    command: ChaseInquiry | EscalateInquiry,
    who: Principal,
    idempotency?: CommandMark,
  ): Promise<Inquiry> {
    await this.seen(inquiryId, who);
    const metadata = metadataOf(who);
    await this.store.handle({
      stream: `inquiry-${inquiryId}`,
      decider: inquiry,
      command,
      metadata,
      idempotency,
    });
    return this.seen(inquiryId, who);
  }

  private async seen(inquiryId: string, who: Principal): Promise<Inquiry> {
    const found = await inquiryById(this.store.pool, inquiryId);
    if (!found) throw new Refused('inquiry-unknown');
    requireShop(who, found.shopId);
    return found;
  }
}
