import type { Statement } from '@kefu/event-store';
import { badLinesIn } from './domain/staged.ts';
import { errorStatements } from './errors.table.ts';
import type { OrderBatch } from './order-batch.ts';
import type { BatchOutcome } from './record-batch.ts';

// The former key is part of the condition: the counters move once for each batch, whoever else may think it theirs.
const moveOn = `
  UPDATE order_import AS import SET
    last_key = told.up_to, orders_done = orders_done + told.counted, recorded = import.recorded + told.recorded,
    changed = import.changed + told.changed, unchanged = import.unchanged + told.unchanged,
    bad_lines = bad_lines + told.bad, worked_ms = worked_ms + told.ms
  FROM jsonb_to_recordset($1::jsonb) AS told
    (import_id uuid, after text, up_to text, counted int, recorded int, changed int, unchanged int, bad int, ms int)
  WHERE import.import_id = told.import_id AND import.last_key = told.after`;

/** What goes into the transaction of a batch beside its orders. */
export const progressStatements = (
  importId: string,
  { after, upTo, counted, bad }: OrderBatch,
  outcome: BatchOutcome,
  ms: number,
): Statement[] => {
  const told = { import_id: importId, after, up_to: upTo, counted, ...outcome, bad: badLinesIn(bad), ms };
  return [...errorStatements(importId, bad), { sql: moveOn, row: told }];
};

/** Milliseconds since it was asked last: what is counted with a batch includes the commit of the one before. */
export const createLapClock = (): (() => number) => {
  let last = performance.now();
  return () => {
    const lap = Math.round(performance.now() - last);
    last += lap;
    return lap;
  };
};
