import type { OrderFacts } from '@kefu/contracts';
import type {
  ApproveRefund,
  DecideCase,
  JudgeWeights,
  OpenCase,
  PayRefund,
} from '../src/case/domain/commands.ts';
import { unclaimed } from '../src/case/domain/line.ts';

/** Three scarves of 100 g and 46 yuan each, and a 640-g coat: 1,000 g with the packaging of 60 g. */
export const order: OrderFacts = {
  orderId: 'flagship:2026102100018812',
  shopId: 'flagship',
  orderNumber: '2026102100018812',
  customerId: 'cu_5f1d0c7a9b2e4d6f8a0b',
  status: 'signed',
  placedAt: '2026-10-18T03:20:00Z',
  currency: 'CNY',
  paidFen: 53_800,
  freightFen: 0,
  packagingGrams: 60,
  lines: [
    { lineId: '1', sku: 'SCARF', title: '羊毛围巾', quantity: 3, unitPriceFen: 4_600, weightGrams: 100 },
    { lineId: '2', sku: 'COAT', title: '大衣', quantity: 1, unitPriceFen: 40_000, weightGrams: 640 },
  ],
  parcels: [
    { waybillId: 'zto:77310000000018', carrier: 'zto', number: '77310000000018', lineIds: ['1', '2'] },
  ],
};

export const at = '2026-10-21T02:00:00.000Z';

export const open: OpenCase = {
  type: 'OpenCase',
  caseId: '0199f0a0-0000-7000-8000-000000000003',
  order,
  lineId: '1',
  claims: unclaimed,
  quantity: 1,
  slip: 'complete',
  parcel: 'undamaged',
  wish: 'refund',
  agentId: 'agent-lin',
  authorityFen: 5_000,
  conversationId: '0199f0a0-0000-7000-8000-000000000005',
  note: '围巾没有收到',
  at,
};

export const weighed = (
  originGrams: number | null,
  lastGrams: number | null,
  manual = false,
): JudgeWeights => ({
  type: 'JudgeWeights',
  weighings: [{ waybillId: 'zto:77310000000018', originGrams, lastGrams, manual }],
  tolerances: { betweenScalesGrams: 20, againstExpectedGrams: 30 },
  complaintId: '0199f0a0-0000-7000-8000-000000000006',
  at,
});

export const supervisor = { personId: 'supervisor-wang', limitFen: 50_000 };

export const decision = (outcome: DecideCase['outcome'], more: Partial<DecideCase> = {}): DecideCase => ({
  type: 'DecideCase',
  outcome,
  reason: 'customer sent a video of the unpacking',
  by: supervisor,
  claims: unclaimed,
  at,
  ...more,
});

export const approval: ApproveRefund = {
  type: 'ApproveRefund',
  approve: true,
  reason: 'weights are plain',
  by: supervisor,
  at,
};

export const payment: PayRefund = {
  type: 'PayRefund',
  amountFen: 4_600,
  reference: 'platform:88120001',
  paidBy: 'finance-zhao',
  at,
};
