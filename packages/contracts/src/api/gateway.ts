import { z } from 'zod';
import { AgentId, CustomerId, Instant, ShopId } from '../fields.ts';
import { Platform, ShopType } from '../events/gateway.ts';
import { Principal, Role, staff } from '../principal.ts';
import { route } from '../route.ts';

export const Account = z
  .object({
    agentId: AgentId,
    signInName: z.string(),
    name: z.string(),
    roles: z.array(Role),
    shops: z.array(z.string()).meta({ description: 'Shop ids, or `*` for all' }),
    refundLimitFen: z.int().nonnegative().meta({ description: 'What the person may refund alone, in fen' }),
    active: z.boolean(),
  })
  .meta({ id: 'Account' });
export type Account = z.infer<typeof Account>;

export const Shop = z
  .object({
    shopId: ShopId,
    name: z.string(),
    platform: Platform,
    type: ShopType,
    zone: z.string(),
    state: z.enum(['open', 'closing', 'closed']),
  })
  .meta({ id: 'Shop' });
export type Shop = z.infer<typeof Shop>;

const Part = z.object({
  name: z.string(),
  state: z.enum(['up', 'starting', 'degraded', 'down']),
  version: z.string().optional(),
  detail: z.string().optional(),
});

export const gatewayRoutes = {
  'gateway.signIn': route({
    service: 'gateway',
    method: 'POST',
    path: '/api/session',
    summary: 'Sign in with name and password',
    description:
      'Answers a token for `Authorization: Bearer` and sets it as an http-only cookie `kefu_session` for the pages.',
    roles: 'anyone',
    body: z.object({ name: z.string().min(1).max(60), password: z.string().min(1).max(200) }),
    answer: z.object({ token: z.string(), expiresAt: Instant, person: Principal }),
    refusals: ['wrong-name-or-password', 'too-many-requests'],
  }),
  'gateway.whoAmI': route({
    service: 'gateway',
    method: 'GET',
    path: '/api/session',
    summary: 'Who is signed in',
    roles: 'signed-in',
    answer: Principal,
  }),
  'gateway.signOut': route({
    service: 'gateway',
    method: 'DELETE',
    path: '/api/session',
    summary: 'Sign out',
    roles: 'signed-in',
    status: 204,
  }),
  'gateway.openWidget': route({
    service: 'gateway',
    method: 'POST',
    path: '/api/widget/session',
    summary: "Open the customer's widget",
    description:
      "`buyerToken` is a JWT (HS256, the shop's secret) that the shop's page made: `{ buyer, shop, exp }`, at most 15 minutes ahead; with `name`, agents see its first letter (`王**`). Without it the visitor is anonymous and sees no order. A known anonymous visitor passes its `visitorToken` back to go on where it was.",
    roles: 'anyone',
    body: z.object({
      shopId: ShopId,
      buyerToken: z.string().max(4_000).optional(),
      visitorToken: z.string().max(4_000).optional(),
    }),
    answer: z.object({
      token: z.string(),
      expiresAt: Instant,
      customerId: z.string(),
      anonymous: z.boolean(),
      shop: Shop,
    }),
    refusals: ['shop-unknown', 'buyer-token-invalid', 'buyer-token-expired'],
  }),
  'gateway.listShops': route({
    service: 'gateway',
    method: 'GET',
    path: '/api/shops',
    summary: 'The shops of the merchant that the caller may see',
    roles: 'signed-in',
    answer: z.object({ items: z.array(Shop) }),
  }),
  'gateway.putShop': route({
    service: 'gateway',
    method: 'PUT',
    path: '/api/shops/:shopId',
    summary: 'Set a shop up or change it',
    roles: ['administrator'],
    params: z.object({ shopId: ShopId }),
    body: Shop.omit({ shopId: true }).extend({
      widgetSecret: z
        .string()
        .min(32)
        .max(200)
        .optional()
        .meta({ description: 'Signs buyer tokens; minted when absent, shown only in this answer' }),
    }),
    answer: Shop.extend({ widgetSecret: z.string().optional() }),
  }),
  'gateway.listAccounts': route({
    service: 'gateway',
    method: 'GET',
    path: '/api/accounts',
    summary: 'People and their roles',
    roles: ['administrator', 'manager', 'supervisor'],
    answer: z.object({ items: z.array(Account) }),
  }),
  'gateway.listNames': route({
    service: 'gateway',
    method: 'GET',
    path: '/api/accounts/names',
    summary: 'What people are called, so that everyone reads the same names',
    roles: [...staff, 'payroll', 'administrator'],
    answer: z.object({ items: z.array(Account.pick({ agentId: true, name: true })) }),
  }),
  'gateway.putAccount': route({
    service: 'gateway',
    method: 'PUT',
    path: '/api/accounts/:agentId',
    summary: "Set a person's account up or change it",
    roles: ['administrator'],
    params: z.object({ agentId: AgentId }),
    body: Account.omit({ agentId: true }).extend({ password: z.string().min(8).max(200).optional() }),
    answer: Account,
    refusals: ['sign-in-name-taken', 'password-required'],
  }),
  'gateway.forgetCustomer': route({
    service: 'gateway',
    method: 'POST',
    path: '/api/customers/:customerId/forgetting',
    summary: 'Forget a customer in every service, for good',
    description:
      'Their data keys are destroyed: names, addresses and texts cannot be read any more, in the logs as well, and cannot be written again. Their sessions end. Orders, cases and money stay under the pseudonym. Takes effect in each service within seconds, and everywhere after a minute; ordered again it is done again.',
    roles: ['administrator'],
    status: 202,
    params: z.object({ customerId: CustomerId }),
    body: z.object({
      reason: z.string().trim().min(3).max(500).meta({ description: 'For the record; no personal data' }),
    }),
    answer: z.object({ customerId: CustomerId, at: Instant }),
  }),
  'gateway.status': route({
    service: 'gateway',
    method: 'GET',
    path: '/api/status',
    summary: 'Each service and server with state and version',
    roles: 'anyone',
    answer: z.object({ state: z.enum(['up', 'degraded']), version: z.string(), parts: z.array(Part) }),
  }),
};
