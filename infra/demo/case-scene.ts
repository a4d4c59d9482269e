import type { CaseSummary } from '@kefu/contracts';
import type { Cast } from './cast.ts';
import { saidToCustomer, shownToAgent, type Talk } from './conversation-scene.ts';
import type { Narration } from './narration.ts';
import { until } from './until.ts';

export type Claimed = { orderId: string; lineId: string };

const yuan = (fen: number | null | undefined) => `¥${((fen ?? 0) / 100).toFixed(2)}`;

/** The agent looks at the order and its parcel, then opens a case for the missing line. */
export const openCase = async (
  { agent, customerId, conversationId }: Talk,
  { tell, fact }: Narration,
  claimed: Claimed,
): Promise<string> => {
  const { items: orders } = await agent.call('orders.listOrders', { query: { customerId } });
  const order = orders.find(({ orderId }) => orderId === claimed.orderId);
  fact(`the agent sees the customer's order ${order?.orderNumber ?? ''}`, order !== undefined);
  fact('the recipient is masked', order?.recipient?.phone.includes('*') ?? false);
  const parcels = await until(async () => {
    const { items } = await agent.call('logistics.findWaybills', { query: { orderId: claimed.orderId } });
    return items.length > 0 && items;
  });
  fact(
    `and its parcel ${parcels?.[0]?.number ?? ''}, ${parcels?.[0]?.state ?? ''}`,
    parcels?.[0]?.state === 'signed',
  );
  const body = {
    ...claimed,
    quantity: 1,
    kind: 'missing-item',
    slip: 'complete',
    parcel: 'undamaged',
    conversationId,
  } as const;
  const opened = await agent.call('returns.openCase', { body, idempotencyKey: `demo-${conversationId}` });
  const again = await agent.call('returns.openCase', { body, idempotencyKey: `demo-${conversationId}` });
  tell(`case ${opened.caseId} opened: slip complete, parcel undamaged`);
  fact('sent twice, it was opened once', again.caseId === opened.caseId);
  return opened.caseId;
};

/** Waits for the scales' verdict and for the state that it leads to. */
export const awaitVerdict = async (
  { agent }: Talk,
  { tell, fact }: Narration,
  caseId: string,
  expected: { verdict: CaseSummary['verdict']; state: CaseSummary['state'] },
): Promise<CaseSummary | undefined> => {
  const params = { caseId };
  const seen = await until(async () => {
    const now = await agent.call('returns.getCase', { params });
    return now.verdict !== null && now.state === expected.state && now;
  });
  const now = seen ?? (await agent.call('returns.getCase', { params }));
  const { weights } = now;
  tell(
    `scales: expected ${weights?.expectedGrams} g, origin ${weights?.originGrams} g, last ${weights?.lastGrams} g, missing ${weights?.missingGrams} g`,
  );
  fact(`verdict ${now.verdict}: ${now.because}`, now.verdict === expected.verdict);
  fact(`the case is ${now.state}`, now.state === expected.state);
  const { items: inquiries } = await agent.call('logistics.listInquiries', { query: { caseId } });
  fact(`the carrier was asked and answered`, inquiries.length === 1 && inquiries[0]?.state === 'answered');
  return seen;
};

export const expectRefund = async (
  cast: Cast,
  { fact }: Narration,
  talk: Talk,
  caseId: string,
  amountFen: number,
): Promise<void> => {
  const finance = await cast.person('zhao');
  const { items } = await finance.call('returns.listRefunds', { query: { caseId } });
  fact(
    `finance's list has the refund of ${yuan(items[0]?.amountFen)}`,
    items.length === 1 && items[0]?.amountFen === amountFen,
  );
  const told = await until(async () =>
    (await saidToCustomer(talk)).find((text) => text.includes(yuan(amountFen))),
  );
  fact(`the customer was told: ${told ?? 'nothing'}`, told !== undefined);
};

export const expectClaims = async (
  { agent }: Talk,
  { fact }: Narration,
  caseId: string,
  carrier: number,
  warehouse: number,
): Promise<void> => {
  const query = { caseId };
  const claims = await until(async () => {
    const { items } = await agent.call('logistics.listClaims', { query });
    return items.length >= carrier && items;
  });
  fact(`claims on the carrier: ${claims?.length ?? 0}`, claims?.length === carrier);
  const { items: complaints } = await agent.call('returns.listComplaints', { query });
  fact(`complaints to the warehouse: ${complaints.length}`, complaints.length === warehouse);
};

export const expectPay = async ({ agent }: Talk, { fact }: Narration, caseId: string): Promise<void> => {
  const entries = await until(async () => {
    const { items } = await agent.call('payroll.listEntries', { query: { caseId } });
    return items.length > 0 && items;
  });
  const entry = entries?.[0];
  fact(
    `payroll's ledger: ${entry?.kind ?? 'nothing'} × ${entry?.quantity ?? 0} for ${entry?.agentId ?? 'nobody'}, ${yuan(entry?.amountFen)}, because of ${entry?.because.length ?? 0} event(s)`,
    entries?.length === 1 && entry?.quantity === 1 && entry.agentId === 'lin' && entry.because.length > 0,
  );
};

/** Until a person has decided, the customer must not hear of a verdict that speaks against the claim. */
export const expectSilence = async (talk: Talk, { fact }: Narration): Promise<void> => {
  const shown = await until(async () =>
    (await shownToAgent(talk)).find((text) => text.startsWith('称重结果')),
  );
  fact(`the agent sees: ${shown ?? 'nothing'}`, shown !== undefined);
  const told = await saidToCustomer(talk);
  fact(
    'the customer has heard nothing of it yet',
    told.every((text) => !text.includes('称重结果') && !text.includes('无法为您退款')),
  );
};
