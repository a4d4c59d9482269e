import type { EventStore, Metadata, Statement } from '@kefu/event-store';
import { customerIdOf } from '@kefu/service';
import type { Client } from 'pg';
import type { OrderEvent } from '../order/domain/events.ts';
import { assembleOrder } from './domain/assemble-order.ts';
import { isHead } from './domain/staged.ts';
import type { Surroundings } from './domain/surroundings.ts';
import { errorStatements } from './errors.table.ts';
import { findImport, type ImportRow, isUnderWay, markEnded } from './imports.table.ts';
import { type OrderBatch, readBatch } from './order-batch.ts';
import { type BatchOutcome, recordBatch } from './record-batch.ts';
import { badLinesIn, stageRows } from './staging.ts';
import { pathOf, removeUpload } from './upload.ts';

/** Orders in one transaction at most. */
const batchSize = 1_000;

export type ImportTools = {
  store: EventStore<OrderEvent>;
  /** A connection of the import's own. */
  client: Client;
  dataDir: string;
  pseudonymKey: Buffer;
  /** Stops it after the batch in hand; it goes on from there when it is run again. */
  signal: AbortSignal;
};

// The former key is part of the condition: the counters move once for each batch, whoever else may think it theirs.
const moveOn = `
  UPDATE order_import AS import SET
    last_key = told.up_to, orders_done = orders_done + told.orders, recorded = import.recorded + told.recorded,
    changed = import.changed + told.changed, unchanged = import.unchanged + told.unchanged,
    bad_lines = bad_lines + told.bad, worked_ms = worked_ms + told.ms
  FROM jsonb_to_recordset($1::jsonb) AS told
    (import_id uuid, after text, up_to text, orders int, recorded int, changed int, unchanged int, bad int, ms int)
  WHERE import.import_id = told.import_id AND import.last_key = told.after`;

type Step = { after: string; startedMs: number };

const runBatch = async (row: ImportRow, batch: OrderBatch, step: Step, tools: ImportTools): Promise<void> => {
  const { import_id: importId, shop_id: shopId, files } = row;
  const around: Surroundings = {
    shopId,
    customerIdOf: (buyerId) => customerIdOf(tools.pseudonymKey, shopId, buyerId),
    fileName: (file) => files[file]?.name ?? '',
    customers: files.some(({ role }) => role === 'customers') ? batch.customers : undefined,
    products: batch.products,
    paymentsAreFiled: files.some(({ role }) => role === 'payments'),
  };
  const assembled = batch.orders.map((rows) => assembleOrder(rows, around));
  const bad = assembled.flatMap((order) => order.bad);
  const orders = assembled.flatMap(({ order }) => order ?? []);
  const metadata: Metadata = {
    who: row.started_by ?? row.created_by,
    why: `import ${importId}`,
    correlationId: importId,
  };
  await recordBatch(tools.store, orders, metadata, (outcome: BatchOutcome): Statement[] => {
    const progress = {
      import_id: importId,
      after: step.after,
      up_to: batch.upTo,
      orders: batch.orders.filter((rows) => rows.some(isHead)).length,
      ...outcome,
      bad: badLinesIn(bad),
      ms: Math.round(performance.now() - step.startedMs),
    };
    return [...errorStatements(importId, bad), { sql: moveOn, row: progress }];
  });
};

/** Rows that were used; in pieces, for the reason for which they were staged in pieces. */
const dropRows = async ({ store }: ImportTools, importId: string): Promise<void> => {
  for (let dropped = 1; dropped > 0;) {
    const gone = await store.pool.query(
      `DELETE FROM import_row WHERE ctid = ANY (ARRAY(SELECT ctid FROM import_row WHERE import_id = $1 LIMIT 20000))`,
      [importId],
    );
    dropped = gone.rowCount ?? 0;
  }
};

/** Takes an import as far as it goes: reads the files unless that was done, then records order by order. */
export const runImport = async (importId: string, tools: ImportTools): Promise<void> => {
  const { store, client, dataDir, signal } = tools;
  const { pool } = store;
  const row = await findImport(pool, importId);
  if (!row) return;
  const pathOfFile = (file: number): string => pathOf(dataDir, importId, file);
  if (!row.is_staged && !(await stageRows(row, { pool, client, pathOfFile, signal }))) return;

  let after = row.last_key;
  for (;;) {
    const startedMs = performance.now();
    if (signal.aborted || !(await isUnderWay(pool, importId))) return;
    const batch = await readBatch(pool, importId, { after, size: batchSize });
    if (!batch) break;
    await runBatch(row, batch, { after, startedMs }, tools);
    after = batch.upTo;
  }
  await dropRows(tools, importId);
  await removeUpload(dataDir, importId);
  await markEnded(pool, importId, 'done');
};
