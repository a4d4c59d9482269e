import type { ClientBase } from 'pg';
import { readableJson } from './readable.ts';
import type { Execution } from './statement.ts';

const preparedNames = new Map<string, string>();

/** Executes rows of one statement; PostgreSQL parses its text once a connection, so the texts are constants. */
export const execute = (client: ClientBase, { sql, rows }: Execution) => {
  let name = preparedNames.get(sql);
  if (name === undefined) preparedNames.set(sql, (name = `view_${preparedNames.size}`));
  return client.query({ name, text: sql, values: [readableJson(rows)] });
};

/** Waits for queries that were sent without waiting in between; the first failure is the cause of the others. */
export const settle = async (sent: readonly Promise<unknown>[]): Promise<void> => {
  for (const result of await Promise.allSettled(sent)) {
    if (result.status === 'rejected') throw result.reason;
  }
};
