import type { EventStore, Metadata } from '@kefu/event-store';
import { customerIdOf } from '@kefu/service';
import type { Client } from 'pg';
import type { OrderEvent } from '../order/domain/events.ts';
import { findImport, type ImportRow, isUnderWay, markEnded } from './imports.table.ts';
import { type BatchSource, dropRows, readBatch } from './order-batch.ts';
import { createLapClock, progressStatements } from './progress.ts';
import { recordBatch } from './record-batch.ts';
import { stageRows } from './staging.ts';
import { pathOf, removeUpload } from './upload.ts';

const ordersAtOnce = 1_000;

export type ImportTools = {
  store: EventStore<OrderEvent>;
  /** A connection of the import's own. */
  client: Client;
  dataDir: string;
  pseudonymKey: Buffer;
  /** Stops it after the batch in hand; it goes on from there when it is run again. */
  signal: AbortSignal;
};

const sourceOf = (row: ImportRow, { store, pseudonymKey }: ImportTools): BatchSource => {
  const { import_id: importId, shop_id: shopId, files } = row;
  const has = (role: string): boolean => files.some((file) => file.role === role);
  return {
    pool: store.pool,
    importId,
    size: ordersAtOnce,
    hasCustomers: has('customers'),
    hasProducts: has('products'),
    around: {
      shopId,
      customerIdOf: (buyerId) => customerIdOf(pseudonymKey, shopId, buyerId),
      fileName: (file) => files[file]?.name ?? '',
      paymentsAreFiled: has('payments'),
    },
  };
};

/**
 * Records what is staged, batch by batch. While one is written the next is put together, and the rows of the one
 * before are dropped. False: stopped.
 */
const recordStaged = async (row: ImportRow, metadata: Metadata, tools: ImportTools): Promise<boolean> => {
  const { store, signal } = tools;
  const { pool } = store;
  const { import_id: importId } = row;
  const source = sourceOf(row, tools);
  const clock = createLapClock();
  let reading = readBatch(source, row.last_key);
  for (;;) {
    const [batch, isWanted] = await Promise.all([reading, isUnderWay(pool, importId)]);
    if (!batch) return true;
    if (signal.aborted || !isWanted) return false;
    reading = readBatch(source, batch.upTo);
    reading.catch(() => undefined); // heard of at the top of the loop, unless the batch in hand fails first
    await Promise.all([
      recordBatch(store, batch.orders, metadata, (outcome) =>
        progressStatements(importId, batch, outcome, clock()),
      ),
      dropRows(pool, importId, batch.after),
    ]);
  }
};

/** Takes an import as far as it goes: reads the files unless that was done, then records order by order. */
export const runImport = async (importId: string, tools: ImportTools): Promise<void> => {
  const { store, client, dataDir, signal } = tools;
  const { pool } = store;
  const row = await findImport(pool, importId);
  if (!row?.started_with) return;
  const pathOfFile = (file: number): string => pathOf(dataDir, importId, file);
  if (!row.is_staged && !(await stageRows(row, { pool, client, pathOfFile, signal }))) return;
  if (!(await recordStaged(row, row.started_with, tools))) return;
  await client.query('DELETE FROM import_row WHERE import_id = $1', [importId]);
  await removeUpload(dataDir, importId);
  await markEnded(pool, importId, 'done');
};
