import { z } from 'zod';
import { AgentId, CustomerId, Instant, ShopId } from '../fields.ts';
import { Role } from '../principal.ts';
import { defineEvent } from '../public-event.ts';

export const Platform = z
  .enum(['taobao', 'tmall', 'jd', 'pdd', 'douyin', '1688', 'own'])
  .meta({ id: 'Platform' });
export const ShopType = z
  .enum(['flagship', 'single-brand', 'multi-brand', 'c2c', 'self-operated', 'pop', '1688'])
  .meta({ id: 'ShopType' });

export const shopChanged = defineEvent({
  type: 'gateway.shop-changed.v1',
  description: "A shop's profile was set or changed.",
  subject: 'shopId',
  data: z.object({
    shopId: ShopId,
    name: z.string(),
    platform: Platform,
    type: ShopType,
    zone: z.string(),
    state: z.enum(['open', 'closing', 'closed']),
    at: Instant,
  }),
  example: {
    shopId: 'flagship',
    name: '云裳旗舰店',
    platform: 'tmall',
    type: 'flagship',
    zone: 'Asia/Shanghai',
    state: 'open',
    at: '2026-10-01T00:00:00Z',
  },
});

export const accountChanged = defineEvent({
  type: 'gateway.account-changed.v1',
  description: "A person's account was set or changed: roles, shops, authority.",
  subject: 'agentId',
  data: z.object({
    agentId: AgentId,
    roles: z.array(Role),
    shops: z.array(z.string()),
    refundLimitFen: z.int(),
    active: z.boolean(),
    at: Instant,
  }),
  example: {
    agentId: 'agent-lin',
    roles: ['after-sales-agent'],
    shops: ['flagship'],
    refundLimitFen: 5_000,
    active: true,
    at: '2026-10-01T00:00:00Z',
  },
});

export const customerForgotten = defineEvent({
  type: 'gateway.customer-forgotten.v1',
  description:
    'A customer is to be forgotten: whoever keeps personal data of theirs destroys its key and wipes what it shows.',
  subject: 'customerId',
  data: z.object({ customerId: CustomerId, at: Instant }),
  example: { customerId: 'cu_5f1d0c7a9b2e4d6f8a0b', at: '2026-11-02T08:00:00Z' },
});
