import type { DomainEvent } from '@kefu/contracts';
import type { Statement } from '@kefu/event-store';

/** The order to forget; ordered again it is given again, for a restored backup may have brought keys back. */
export type CustomerForgotten = DomainEvent<'CustomerForgotten', { customerId: string; at: string }>;

/** A session holds the masked name of whoever it speaks for. */
export const endSessionsOf = (customerId: string): Statement => ({
  key: customerId,
  sql: `delete from session using jsonb_to_recordset($1::jsonb) as f (customer_id text)
         where customer ->> 'id' = f.customer_id`,
  row: { customer_id: customerId },
});
