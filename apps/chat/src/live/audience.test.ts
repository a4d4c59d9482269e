import { describe, expect, it } from '@jest/globals';
import type { Conversation, Principal } from '@kefu/contracts';
import { formerAudience, roomsOf, staffAudience } from './audience.ts';

const at = '2026-10-21T01:41:00Z';
const open: Conversation = {
  conversationId: '0199f0a0-0000-7000-8000-000000000001',
  shopId: 'flagship',
  customerId: 'cu_1',
  anonymous: false,
  customerName: '王**',
  state: 'open',
  agentId: 'lin',
  lastSequence: 1,
  lastText: '在吗',
  lastFrom: 'customer',
  waitingSince: at,
  firstResponseMs: null,
  startedAt: at,
  updatedAt: at,
};
const waiting: Conversation = { ...open, state: 'waiting', agentId: null };
const about = { conversationId: open.conversationId, shopId: 'flagship', customerId: 'cu_1', at };

const somebody = (id: string, roles: Principal['roles'], shops: string[]): Principal => ({
  id,
  name: id,
  kind: 'person',
  roles,
  shops,
  limits: { refundFen: 0 },
});
const hears = (who: Principal, rooms: readonly string[]): boolean =>
  roomsOf(who).some((room) => rooms.includes(room));

const lin = somebody('lin', ['after-sales-agent'], ['flagship']);
const colleague = somebody('wu', ['after-sales-agent'], ['flagship']);
const elsewhere = somebody('he', ['after-sales-agent'], ['outlet']);
const supervisor = somebody('zhou', ['supervisor'], ['*']);

describe('a conversation that waits', () => {
  it('is news to every agent of its shop, and to no other shop', () => {
    const audience = staffAudience(waiting);
    expect([lin, colleague, supervisor].every((who) => hears(who, audience))).toBe(true);
    expect(hears(elsewhere, audience)).toBe(false);
  });
});

describe('a conversation that an agent has', () => {
  it('is news to that agent and whoever watches the shop, not to colleagues', () => {
    const audience = staffAudience(open);
    expect([lin, supervisor].every((who) => hears(who, audience))).toBe(true);
    expect([colleague, elsewhere].some((who) => hears(who, audience))).toBe(false);
  });

  it('is told once more to those who saw it wait', () => {
    const given = formerAudience({ type: 'ConversationAssigned', data: { ...about, agentId: 'lin' } });
    expect(hears(colleague, given)).toBe(true);
    expect(hears(elsewhere, given)).toBe(false);
  });

  it('is told once more to the agent who handed it over', () => {
    const data = { ...about, from: 'wu', agentId: 'lin', note: '退货' };
    expect(hears(colleague, formerAudience({ type: 'ConversationTransferred', data }))).toBe(true);
  });
});
