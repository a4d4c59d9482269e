import { type AnswerOf, type CaseSummary, type InputOf, type Principal, routes } from '@kefu/contracts';
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
import type { ReturnsEvent } from '../events.ts';
import { knownOrder } from '../order-facts/order-facts.ts';
import { openedSummary, withChanges } from './case-summary.ts';
import { timelineOf } from './case-timeline.ts';
import { findCase, listCases } from './cases.view.ts';
import type { CaseEvent } from './domain/events.ts';
import { handleCase } from './handle-case.ts';

const authorityOf = (who: Principal) => ({ personId: who.id, limitFen: who.limits.refundFen });

/** The summary that the first events of a case make. */
const opened = (events: readonly CaseEvent[]): CaseSummary | null => {
  const [first, ...others] = events;
  return first?.type === 'CaseOpened' ? withChanges(openedSummary(first), others) : null;
};

@Controller()
export class CaseController {
  constructor(@InjectStore() private readonly store: EventStore<ReturnsEvent>) {}

  @Handles(routes['returns.openCase'])
  async open(
    @Input() { body }: InputOf<'returns.openCase'>,
    @Who() who: Principal,
    @Idempotency() idempotency?: CommandMark,
  ): Promise<CaseSummary> {
    const { orderId, lineId, quantity, slip, parcel, wish, conversationId, note } = body;
    const order = await knownOrder(this.store.pool, orderId);
    requireShop(who, order.shopId);
    const caseId = uuidv7();
    const at = new Date().toISOString();
    const asked = { lineId, quantity, slip, parcel, wish, conversationId, note };
    const by = { agentId: who.id, authorityFen: who.limits.refundFen };
    const { answer } = await handleCase(this.store, {
      of: { caseId, orderId, lineId },
      command: (claims) => ({ type: 'OpenCase', caseId, order, claims, ...asked, ...by, at }),
      metadata: metadataOf(who, { conversationId }),
      idempotency,
      answer: opened,
    });
    return answer as CaseSummary; // made above, now or when the command came first
  }

  @Handles(routes['returns.listCases'])
  list(
    @Input() { query }: InputOf<'returns.listCases'>,
    @Who() who: Principal,
  ): Promise<AnswerOf<'returns.listCases'>> {
    const { after, limit, ...filter } = query;
    return listCases(this.store.pool, filter, who, { after, limit });
  }

  @Handles(routes['returns.getCase'])
  async get(
    @Input() { params }: InputOf<'returns.getCase'>,
    @Who() who: Principal,
  ): Promise<AnswerOf<'returns.getCase'>> {
    const summary = await findCase(this.store.pool, params.caseId, who);
    return { ...summary, timeline: await timelineOf(this.store, params.caseId, who) };
  }

  @Handles(routes['returns.decideCase'])
  async decide(
    @Input() { params, body }: InputOf<'returns.decideCase'>,
    @Who() who: Principal,
    @Idempotency() idempotency?: CommandMark,
  ): Promise<CaseSummary> {
    const before = await findCase(this.store.pool, params.caseId, who);
    const at = new Date().toISOString();
    const { answer } = await handleCase(this.store, {
      of: before,
      command: (claims) => ({ type: 'DecideCase', ...body, by: authorityOf(who), claims, at }),
      metadata: metadataOf(who),
      idempotency,
      answer: (events) => withChanges(before, events),
    });
    return answer as CaseSummary; // as above
  }

  @Handles(routes['returns.listApprovals'])
  listApprovals(
    @Input() { query }: InputOf<'returns.listApprovals'>,
    @Who() who: Principal,
  ): Promise<AnswerOf<'returns.listApprovals'>> {
    return listCases(this.store.pool, { state: 'awaiting-approval' }, who, { ...query, oldestFirst: true });
  }

  @Handles(routes['returns.approveRefund'])
  async approve(
    @Input() { params, body }: InputOf<'returns.approveRefund'>,
    @Who() who: Principal,
    @Idempotency() idempotency?: CommandMark,
  ): Promise<CaseSummary> {
    const before = await findCase(this.store.pool, params.caseId, who);
    const { answer } = await handleCase(this.store, {
      of: before,
      command: { type: 'ApproveRefund', ...body, by: authorityOf(who), at: new Date().toISOString() },
      metadata: metadataOf(who),
      idempotency,
      answer: (events) => withChanges(before, events),
    });
    return answer as CaseSummary; // as above
  }
}
