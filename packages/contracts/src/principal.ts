import { z } from 'zod';

export const roles = [
  'presales-agent',
  'order-desk-agent',
  'after-sales-agent',
  'review-care-agent',
  'team-lead',
  'supervisor',
  'manager',
  'finance',
  'payroll',
  'warehouse',
  'integrator',
  'administrator',
  'customer',
  'service',
] as const;

export const Role = z
  .enum(roles)
  .meta({ id: 'Role', description: 'What a person, customer or service may do' });
export type Role = z.infer<typeof Role>;

/** Everyone who talks with customers. */
export const agents = [
  'presales-agent',
  'order-desk-agent',
  'after-sales-agent',
  'review-care-agent',
  'team-lead',
  'supervisor',
] as const satisfies readonly Role[];

/** Who may settle what an agent's authority does not cover. */
export const approvers = ['team-lead', 'supervisor', 'manager'] as const satisfies readonly Role[];

/** Everyone who works with orders, parcels and cases on behalf of the merchant. */
export const staff = [...agents, 'manager', 'finance', 'warehouse'] as const satisfies readonly Role[];

/**
 * Who sends a request, as the gateway's token says. `shops` holds shop ids or `*`; `limits.refundFen` is what the
 * person may refund alone, in fen. A customer's `customerId` is absent for anonymous visitors.
 */
export const Principal = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['person', 'customer', 'service']),
  roles: z.array(Role),
  shops: z.array(z.string()),
  limits: z.object({ refundFen: z.int().nonnegative() }),
  customerId: z.string().optional(),
  visitorId: z.string().optional(),
});
export type Principal = z.infer<typeof Principal>;
