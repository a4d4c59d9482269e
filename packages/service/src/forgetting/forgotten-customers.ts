import type { EventStore, Statement } from '@kefu/event-store';

/**
 * In each service's own database, for its migration: whom it was told to forget. `settled_at` is when nothing of
 * theirs could be written any more, by any process of the service, and what had been was wiped.
 */
export const forgottenCustomersSchema: string[] = [
  `CREATE TABLE IF NOT EXISTS forgotten_customer (
     customer_id text PRIMARY KEY,
     ordered_at timestamptz NOT NULL,
     forgotten_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     settled_at timestamptz
   )`,
  `CREATE INDEX IF NOT EXISTS forgotten_customer_open ON forgotten_customer (forgotten_at) WHERE settled_at IS NULL`,
];

export const forgottenCustomersGrantsFor = (role: string): string[] => [
  `GRANT SELECT, INSERT, UPDATE ON forgotten_customer TO ${role}`,
];

/** What a service with personal data knows about forgetting, beside destroying the customer's key. */
export type Forgetting = {
  /** Wipes what the tables beside the log show of the customer: set statements, as of a view. */
  wipe(customerId: string): readonly Statement[];
  /** Other names under which this service may have sealed something of the customer; their keys are destroyed, too. */
  otherSubjects?(pool: EventStore['pool'], customerId: string): Promise<readonly string[]>;
};

/** Of a service whose tables hold no plain text. */
export const nothingToWipe: Forgetting = { wipe: () => [] };

const note: Statement['sql'] = `
  INSERT INTO forgotten_customer AS f (customer_id, ordered_at)
  SELECT customer_id, ordered_at FROM jsonb_to_recordset($1::jsonb) AS r (customer_id text, ordered_at timestamptz)
  ON CONFLICT (customer_id) DO UPDATE
    SET ordered_at = excluded.ordered_at, forgotten_at = clock_timestamp(), settled_at = NULL
    WHERE f.ordered_at <= excluded.ordered_at`;

// Another process of the service remembers a key for 30 s; what it sealed in the last of them may begin to be written for
// 30 s more (`freshMs`), and its transaction is ended after 60 (`transaction_timeout` of the service's role).
const settlingSeconds = 120;

const settle: Statement['sql'] = `
  UPDATE forgotten_customer AS f SET settled_at = clock_timestamp()
  FROM jsonb_to_recordset($1::jsonb) AS r (customer_id text)
  WHERE f.customer_id = r.customer_id AND f.forgotten_at < clock_timestamp() - interval '${settlingSeconds} s'`;

/** Which of these customers the service was told to forget. */
export const forgottenAmong = async (
  pool: EventStore['pool'],
  customerIds: readonly string[],
): Promise<Set<string>> => {
  const { rows } = await pool.query<{ customer_id: string }>(
    'SELECT customer_id FROM forgotten_customer WHERE customer_id = ANY ($1)',
    [customerIds],
  );
  return new Set(rows.map(({ customer_id }) => customer_id));
};

type Store = Pick<EventStore, 'forget' | 'commit' | 'pool'>;

/** All of them at once: each time, tables beside the live ones are dropped, and a rebuild under way begins anew. */
const destroyKeys = async (
  store: Store,
  { otherSubjects }: Forgetting,
  customerIds: readonly string[],
): Promise<void> => {
  const subjects = new Set(customerIds);
  for (const customerId of customerIds)
    for (const other of (await otherSubjects?.(store.pool, customerId)) ?? []) subjects.add(other);
  await store.forget([...subjects]);
};

/** Destroys keys first: a crash in between leaves nothing that could be opened, and the event comes again. */
export const forgetCustomer = async (
  store: Store,
  forgetting: Forgetting,
  { customerId, at, inbox }: { customerId: string; at: string; inbox: { consumer: string; eventId: string } },
): Promise<void> => {
  await destroyKeys(store, forgetting, [customerId]);
  const noted = { sql: note, row: { customer_id: customerId, ordered_at: at }, key: `forget ${customerId}` };
  await store.commit({ appends: [], inbox, statements: [...forgetting.wipe(customerId), noted] });
};

/** Wipes again what other processes wrote with a key that they still remembered; answers how many are settled now. */
export const settleForgotten = async (store: Store, forgetting: Forgetting): Promise<number> => {
  const { rows } = await store.pool.query<{ customer_id: string }>(
    `SELECT customer_id FROM forgotten_customer
      WHERE settled_at IS NULL AND forgotten_at < clock_timestamp() - interval '${settlingSeconds} s' LIMIT 100`,
  );
  if (rows.length === 0) return 0;
  const customerIds = rows.map(({ customer_id }) => customer_id);
  await destroyKeys(store, forgetting, customerIds);
  for (const customerId of customerIds)
    await store.commit({ appends: [], statements: [...forgetting.wipe(customerId)] });
  // A view that was rebuilt just before it was wiped left its former tables aside as they were.
  await destroyKeys(store, forgetting, customerIds);
  const settled = customerIds.map((customer_id) => ({
    sql: settle,
    row: { customer_id },
    key: `forget ${customer_id}`,
  }));
  await store.commit({ appends: [], statements: settled });
  return rows.length;
};
