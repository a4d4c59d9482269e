import { z } from 'zod';

/** An instant in UTC, ISO 8601 with `Z`. */
export const Instant = z.iso
  .datetime()
  .meta({ description: 'UTC instant, ISO 8601', example: '2026-10-21T01:41:00Z' });
/** A calendar month `YYYY-MM` in the shop's zone. */
export const Month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month as YYYY-MM')
  .meta({ example: '2026-10' });
/** Money: whole fen (1/100 yuan), never fractions. */
export const Fen = z
  .int()
  .min(0)
  .max(1_000_000_000_00)
  .meta({ description: 'Whole fen (1/100 yuan)', example: 13_800 });
/** Weight in whole grams. */
export const Grams = z.int().min(1).max(5_000_000).meta({ description: 'Whole grams', example: 900 });
export const Uuid = z.uuid();
export const ShopId = z
  .string()
  .regex(/^[a-z0-9-]{1,40}$/, 'a shop id: lower-case letters, digits, hyphens')
  .meta({ example: 'flagship' });
export const OrderId = z
  .string()
  .min(3)
  .max(140)
  .meta({ description: '`<shopId>:<orderNumber>`', example: 'flagship:2026102100018812' });
export const LineId = z
  .string()
  .min(1)
  .max(80)
  .meta({ description: 'The line inside its order', example: '1' });
export const WaybillId = z
  .string()
  .min(3)
  .max(100)
  .meta({ description: '`<carrier>:<number>`', example: 'zto:77310000000018' });
export const Carrier = z
  .string()
  .regex(/^[a-z0-9-]{1,30}$/, 'a carrier code: lower-case letters, digits, hyphens')
  .meta({ example: 'zto' });
export const CustomerId = z.string().min(4).max(60).meta({
  description: 'Pseudonym of a buyer (`cu_…`) or of an anonymous visitor (`vi_…`)',
  example: 'cu_5f1d0c7a9b2e4d6f8a0b',
});
export const AgentId = z
  .string()
  .min(1)
  .max(60)
  .meta({ description: "A person's account id", example: 'agent-lin' });

/** A page of a list; pass `next` back as `after` for the following one. */
export const page = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next: z.string().optional() });
export const PageQuery = {
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
};
