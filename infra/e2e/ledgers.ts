import type { Client } from '@kefu/client';
import type { AnswerOf } from '@kefu/contracts';

import { cast } from './platform.ts';

type Page<Item> = { items: Item[]; next?: string | undefined };
type Case = AnswerOf<'returns.getCase'>;

const all = async <Item>(pageAfter: (after: { after?: string }) => Promise<Page<Item>>): Promise<Item[]> => {
  const items: Item[] = [];
  let after: { after?: string } = {};
  for (;;) {
    const page = await pageAfter(after);
    items.push(...page.items);
    if (page.next === undefined) return items;
    after = { after: page.next };
  }
};

const everyCase = async (client: Client): Promise<Case[]> => {
  const cases = await all((after) => client.call('returns.listCases', { query: { ...after, limit: 500 } }));
  return Promise.all(cases.map(({ caseId }) => client.call('returns.getCase', { params: { caseId } })));
};

const facts = ({ timeline }: Case, type: string): number =>
  timeline.filter((fact) => fact.type === type).length;

/** How often each fact must be there, by where the case stands. */
const dueOf = ({ state, verdict }: Case) => {
  const isRefunded = state === 'refund-approved' || state === 'refund-paid';
  const isSettled = isRefunded || state === 'reshipment-approved' || state === 'declined';
  return {
    opened: 1,
    verdicts: Number(verdict !== null),
    approvals: Number(isRefunded),
    payments: Number(state === 'refund-paid'),
    refunds: Number(isRefunded),
    claims: Number(isRefunded && verdict === 'lost-in-transit'),
    complaints: Number(verdict === 'short-packed'),
    entries: Number(isSettled),
  };
};

/** Each case and what follows from it at finance, at the carrier, at the warehouse and in pay: where they disagree. */
export const disagreements = async (): Promise<string[]> => {
  const [supervisor, payroll] = await Promise.all([cast.person('zhou'), cast.person('xu')]);
  const cases = await everyCase(supervisor);
  const [refunds, claims, complaints, entries] = await Promise.all([
    all((after) => supervisor.call('returns.listRefunds', { query: { ...after, limit: 500 } })),
    all((after) => supervisor.call('logistics.listClaims', { query: { ...after, limit: 500 } })),
    all((after) => supervisor.call('returns.listComplaints', { query: { ...after, limit: 500 } })),
    all((after) => payroll.call('payroll.listEntries', { query: { ...after, limit: 500 } })),
  ]);
  return cases.flatMap((of) => {
    const rows = (list: { caseId: string }[]) => list.filter(({ caseId }) => caseId === of.caseId).length;
    const found = {
      opened: facts(of, 'CaseOpened'),
      verdicts: facts(of, 'VerdictReached'),
      approvals: facts(of, 'RefundApproved'),
      payments: facts(of, 'RefundPaid'),
      refunds: rows(refunds),
      claims: rows(claims),
      complaints: rows(complaints),
      entries: rows(entries),
    };
    const due = dueOf(of);
    const differs = JSON.stringify(found) !== JSON.stringify(due);
    return differs ? [`${of.caseId}: ${JSON.stringify({ found, due })}`] : [];
  });
};

/** Conversations with a hole in their sequence, or with something said twice. */
export const brokenConversations = async (): Promise<string[]> => {
  const supervisor = await cast.person('zhou');
  const conversations = await all((after) =>
    supervisor.call('chat.listConversations', { query: { of: 'all', limit: 500, ...after } }),
  );
  const threads = await Promise.all(
    conversations.map(async ({ conversationId, lastSequence }) => {
      const query = { limit: 500 };
      const { items } = await supervisor.call('chat.listMessages', { params: { conversationId }, query });
      return { conversationId, lastSequence, items };
    }),
  );
  return threads.flatMap(({ conversationId, lastSequence, items }) => {
    const sequences = items.map(({ sequence }) => sequence).join();
    const expected = Array.from({ length: lastSequence }, (_, index) => index + 1).join();
    const said = new Set(items.map(({ senderId, text }) => `${senderId}: ${text}`));
    if (sequences !== expected) return [`${conversationId}: ${sequences} instead of ${expected}`];
    return said.size === items.length ? [] : [`${conversationId}: something is said twice`];
  });
};
