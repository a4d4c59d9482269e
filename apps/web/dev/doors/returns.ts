import type { Refund } from '@kefu/contracts';
import { fact, type Case } from '../after-sales.ts';
import { StandInProblem, type Doors } from '../answer.ts';
import { uuidOf } from '../random.ts';
import type { World } from '../world.ts';

export const returnsDoors = (world: World): Doors => {
  const caseOf = (caseId: string): Case => {
    const found = world.cases.get(caseId);
    if (!found) throw new StandInProblem(422, 'case-unknown');
    return found;
  };
  const change = (one: Case, next: Partial<Case>, ...facts: Case['timeline']): Case => {
    const changed = {
      ...one,
      ...next,
      updatedAt: new Date().toISOString(),
      timeline: [...one.timeline, ...facts],
    };
    world.cases.set(one.caseId, changed);
    return changed;
  };
  const paid = new Map<string, Pick<Refund, 'paidAt' | 'paidBy' | 'reference'>>();
  const refundOf = (one: Case): Refund => ({
    caseId: one.caseId,
    shopId: one.shopId,
    orderId: one.orderId,
    lineId: one.lineId,
    customerId: one.customerId,
    amountFen: one.amountFen ?? 0,
    reason: one.verdict ?? 'slip-short',
    approvedBy: 'lin',
    approvedAt: one.updatedAt,
    state: one.state === 'refund-paid' ? 'paid' : 'to-pay',
    paidAt: null,
    paidBy: null,
    reference: null,
    ...(one.state === 'refund-paid' && {
      paidAt: one.updatedAt,
      paidBy: 'zhao',
      reference: 'platform:88120001',
    }),
    ...paid.get(one.caseId),
  });
  return {
    'returns.openCase': ({ body }, who) => {
      const order = world.orders.get(body.orderId);
      const line = order?.lines.find(({ lineId }) => lineId === body.lineId);
      if (!order || !line) throw new StandInProblem(422, 'order-unknown');
      if (order.status === 'paid') throw new StandInProblem(422, 'order-not-dispatched');
      const settles = body.slip === 'short' || body.parcel === 'damaged';
      const amountFen = line.unitPriceFen * body.quantity;
      const state = !settles
        ? 'weighing'
        : amountFen <= who.limits.refundFen
          ? 'refund-approved'
          : 'awaiting-approval';
      const caseId = crypto.randomUUID();
      world.cases.set(caseId, {
        caseId,
        shopId: order.shopId,
        orderId: order.orderId,
        lineId: line.lineId,
        lineTitle: line.title,
        quantity: body.quantity,
        customerId: order.customerId,
        conversationId: body.conversationId ?? null,
        agentId: who.id,
        kind: body.kind,
        wish: body.wish,
        state,
        verdict: null,
        because: null,
        amountFen,
        weights: null,
        waybillIds: order.parcels.map(({ waybillId }) => waybillId),
        reopened: false,
        openedAt: new Date().toISOString(),
        updatedAt: new Date().toISOString(),
        timeline: [fact('CaseOpened', 0, body, who.id), ...(settles ? [] : [fact('WeightCheckStarted', 0)])],
      });
      if (body.conversationId) {
        world.say(body.conversationId, {
          messageId: crypto.randomUUID(),
          from: 'system',
          senderId: 'returns',
          text: `已发起称重核查:${line.title} × ${body.quantity}`,
          link: { kind: 'case', id: caseId },
        });
      }
      if (!settles) {
        setTimeout(
          () => change(caseOf(caseId), {}, fact('WeightCheckProgressed', 0, { step: 'carrier-asked' })),
          4_000,
        );
        setTimeout(() => {
          const weights = {
            expectedGrams: 1_000,
            missingGrams: 100,
            originGrams: 1_000,
            lastGrams: 900,
            manual: false,
            betweenScalesToleranceGrams: 20,
            expectedToleranceGrams: 30,
          };
          const because = '途中少了 100 g,与缺少的 100 g 相符';
          change(
            caseOf(caseId),
            { state: 'refund-approved', verdict: 'lost-in-transit', because, weights },
            fact('VerdictReached', 0, { verdict: 'lost-in-transit', because }),
            fact('RefundApproved', 0, { amountFen }),
          );
          if (body.conversationId)
            world.say(body.conversationId, {
              messageId: crypto.randomUUID(),
              from: 'system',
              senderId: 'returns',
              text: '核查结果:途中丢失,退款已批准',
              link: { kind: 'case', id: caseId },
            });
        }, 10_000);
      }
      return caseOf(caseId);
    },
    'returns.listCases': ({ query }) => ({
      items: [...world.cases.values()].filter((one) =>
        (
          ['state', 'shopId', 'agentId', 'orderId', 'customerId', 'conversationId', 'reopened'] as const
        ).every((name) => query[name] === undefined || query[name] === one[name]),
      ),
    }),
    'returns.getCase': ({ params }) => caseOf(params.caseId),
    'returns.decideCase': ({ params, body }, who) => {
      const one = caseOf(params.caseId);
      if (one.state !== 'awaiting-person' && !one.reopened)
        throw new StandInProblem(422, 'case-not-awaiting-person');
      const next = {
        refund: ['refund-approved', 'RefundApproved'],
        reshipment: ['reshipment-approved', 'ReshipmentApproved'],
        decline: ['declined', 'CaseDeclined'],
        keep: [one.state, 'VerdictUpheld'],
      } as const;
      const [state, type] = next[body.outcome];
      return change(
        one,
        { state, reopened: false },
        fact(type, 0, { reason: body.reason, amountFen: one.amountFen }, who.id),
      );
    },
    'returns.listApprovals': () => ({
      items: [...world.cases.values()].filter(({ state }) => state === 'awaiting-approval'),
    }),
    'returns.approveRefund': ({ params, body }, who) => {
      const one = caseOf(params.caseId);
      if ((one.amountFen ?? 0) > who.limits.refundFen) throw new StandInProblem(422, 'above-authority');
      return change(
        one,
        { state: body.approve ? 'refund-approved' : 'declined' },
        fact(
          body.approve ? 'RefundApproved' : 'CaseDeclined',
          0,
          { reason: body.reason, amountFen: one.amountFen },
          who.id,
        ),
      );
    },
    'returns.listRefunds': ({ query }) => {
      const items = [...world.cases.values()]
        .filter(({ state }) => state === 'refund-approved' || state === 'refund-paid')
        .map(refundOf)
        .filter(
          ({ state, shopId }) =>
            (!query.state || query.state === state) && (!query.shopId || query.shopId === shopId),
        );
      return {
        items,
        totals: { count: items.length, amountFen: items.reduce((sum, { amountFen }) => sum + amountFen, 0) },
      };
    },
    'returns.payRefund': ({ params, body }, who) => {
      const one = caseOf(params.caseId);
      if (one.state === 'refund-paid') throw new StandInProblem(422, 'refund-paid-already');
      if (one.amountFen !== body.amountFen) throw new StandInProblem(422, 'amount-mismatch');
      paid.set(one.caseId, { paidAt: new Date().toISOString(), paidBy: who.id, reference: body.reference });
      return refundOf(change(one, { state: 'refund-paid' }, fact('RefundPaid', 0, body, who.id)));
    },
    'returns.listComplaints': () => ({
      items: [...world.cases.values()]
        .filter(({ verdict }) => verdict === 'short-packed')
        .map(({ caseId, shopId, orderId, lineId, because, updatedAt }, number) => ({
          complaintId: uuidOf(6, number),
          caseId,
          shopId,
          orderId,
          lineId,
          because: because ?? '',
          recordedAt: updatedAt,
        })),
    }),
  };
};
