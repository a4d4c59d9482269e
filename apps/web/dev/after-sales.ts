import type { AnswerOf, Conversation, Verdict } from '@kefu/contracts';
import type { Order, Waybill } from './goods.ts';
import { uuidOf } from './random.ts';

export type Case = AnswerOf<'returns.getCase'>;
type Fact = Case['timeline'][number];
type State = Case['state'];

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

export const fact = (
  type: string,
  minutesAgo: number,
  data: Record<string, unknown> = {},
  who = 'returns',
  why: string | null = null,
): Fact => ({
  id: `${type}-${minutesAgo}-${Math.random()}`,
  at: ago(minutesAgo),
  type,
  who: { kind: who === 'returns' ? 'service' : 'person', id: who },
  why,
  data,
});

const plans: { state: State; verdict: Verdict | null; because: string | null; reopened?: boolean }[] = [
  { state: 'weighing', verdict: null, because: null },
  { state: 'refund-approved', verdict: 'lost-in-transit', because: '途中少了 100 g,与缺少的 100 g 相符' },
  { state: 'awaiting-person', verdict: 'claim-unsupported', because: '途中没有变轻,与应重相符' },
  { state: 'awaiting-person', verdict: 'inconclusive', because: '途中少了 130 g,报缺 100 g,超出容差 20 g' },
  { state: 'awaiting-approval', verdict: 'lost-in-transit', because: '途中少了 900 g,与缺少的 900 g 相符' },
  { state: 'refund-paid', verdict: 'short-packed', because: '途中没有变轻,始发比应重少 100 g' },
  { state: 'reshipment-approved', verdict: null, because: null },
  { state: 'refund-approved', verdict: 'lost-in-transit', because: '途中少了 100 g', reopened: true },
  { state: 'declined', verdict: 'claim-unsupported', because: '途中没有变轻,与应重相符' },
  { state: 'awaiting-approval', verdict: 'short-packed', because: '始发比应重少 2600 g' },
];

const timelineOf = (plan: (typeof plans)[number], line: Order['lines'][number], limitFen: number): Fact[] => {
  const { state, verdict, because } = plan;
  const amountFen = line.unitPriceFen;
  const facts = [
    fact(
      'CaseOpened',
      190,
      {
        quantity: 1,
        slip: verdict || state === 'weighing' ? 'complete' : 'short',
        parcel: 'undamaged',
        wish: 'refund',
      },
      'lin',
      '顾客称少收一件',
    ),
  ];
  if (verdict || state === 'weighing') facts.push(fact('WeightCheckStarted', 189));
  if (state === 'weighing' || verdict === 'inconclusive')
    facts.push(
      fact('WeightCheckProgressed', 180, { step: 'carrier-asked' }),
      fact('WeightCheckProgressed', 100, { step: 'carrier-chased-24h' }),
    );
  if (verdict) facts.push(fact('VerdictReached', 60, { verdict, because }));
  if (state === 'awaiting-approval') facts.push(fact('RefundApprovalRequested', 59, { amountFen, limitFen }));
  if (state === 'refund-approved' || state === 'refund-paid')
    facts.push(fact('RefundApproved', 55, { amountFen, approvedBy: 'lin' }, 'lin'));
  if (state === 'reshipment-approved') facts.push(fact('ReshipmentApproved', 55, { amountFen }, 'lin'));
  if (state === 'declined')
    facts.push(fact('CaseDeclined', 50, { reason: '重量与应重一致,顾客确认后撤回' }, 'lin'));
  if (verdict === 'short-packed' && state === 'refund-paid')
    facts.push(fact('WarehouseComplaintRecorded', 54, { because }));
  if (state === 'refund-paid')
    facts.push(
      fact('RefundPaid', 20, { amountFen, reference: 'platform:88120001' }, 'zhao'),
      fact('CaseResolved', 20, { outcome: 'refunded' }),
    );
  if (plan.reopened)
    facts.push(
      fact('ReadingsChanged', 10, { waybillId: 'zto:77310000000018' }),
      fact('VerdictReopened', 10, {
        was: 'lost-in-transit',
        would: 'claim-unsupported',
        because: '更正后途中没有变轻',
      }),
    );
  return facts;
};

/** Two rounds of a case in every state. */
export const makeCases = (
  orders: Order[],
  waybills: Waybill[],
  conversations: Conversation[],
): Map<string, Case> => {
  const cases = new Map<string, Case>();
  waybills.slice(0, 22).forEach((waybill, number) => {
    const order = orders.find(({ orderId }) => orderId === waybill.orderId);
    const line = order?.lines[0];
    const plan = plans[number % plans.length];
    if (!order || !line || !plan) return;
    const caseId = uuidOf(3, number);
    const missingGrams = line.weightGrams ?? 100;
    const expectedGrams = order.lines.reduce(
      (sum, { weightGrams, quantity }) => sum + (weightGrams ?? 0) * quantity,
      60,
    );
    cases.set(caseId, {
      caseId,
      shopId: order.shopId,
      orderId: order.orderId,
      lineId: line.lineId,
      lineTitle: line.title,
      quantity: 1,
      customerId: order.customerId,
      conversationId:
        conversations.find(({ customerId }) => customerId === order.customerId)?.conversationId ?? null,
      agentId: number % 3 === 0 ? 'zhou' : 'lin',
      kind: 'missing-item',
      wish: plan.state === 'reshipment-approved' ? 'reshipment' : 'refund',
      state: plan.state,
      verdict: plan.verdict,
      because: plan.because,
      amountFen: line.unitPriceFen,
      weights: plan.verdict && {
        expectedGrams,
        missingGrams,
        originGrams: plan.verdict === 'short-packed' ? expectedGrams - missingGrams : expectedGrams,
        lastGrams:
          plan.verdict === 'lost-in-transit' || plan.verdict === 'short-packed'
            ? expectedGrams - missingGrams
            : plan.verdict === 'inconclusive'
              ? expectedGrams - missingGrams - 30
              : expectedGrams + 10,
        manual: number % 4 === 1,
        betweenScalesToleranceGrams: 20,
        expectedToleranceGrams: 30,
      },
      waybillIds: [waybill.waybillId],
      reopened: plan.reopened ?? false,
      openedAt: ago(190),
      updatedAt: ago(10 + number),
      timeline: timelineOf(plan, line, 5_000),
    });
  });
  return cases;
};
