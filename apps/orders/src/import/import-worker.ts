import { setTimeout as wait } from 'node:timers/promises';
import { isUnavailable } from '@kefu/event-store';
import type { ServiceContext, Stoppable } from '@kefu/service';
import { Client } from 'pg';
import type { OrderEvent } from '../order/domain/events.ts';
import { importsUnderWay, markEnded } from './imports.table.ts';
import { runImport } from './run-import.ts';

const lookEveryMs = 250;

const codesOf = (error: unknown): unknown[] =>
  error instanceof Error ? ['code' in error ? error.code : undefined, ...codesOf(error.cause)] : [];

const isFull = (error: unknown): boolean =>
  codesOf(error).some((code) => code === 'ENOSPC' || code === '53100');

const failureOf = (error: unknown): string => {
  if (codesOf(error).includes('ENOENT')) return 'An uploaded file is gone; upload it again.';
  if (isFull(error)) return 'There is no room left; started again it goes on where it stood.';
  return 'A fault of ours stopped it; started again it goes on where it stood.';
};

/** Runs the import unless another process does: the lock ends with the connection, also when that process is killed. */
const runAlone = async (
  importId: string,
  { configuration, store }: ServiceContext<OrderEvent>,
  stopping: AbortSignal,
): Promise<void> => {
  const client = new Client({
    connectionString: configuration.databaseUrl,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  });
  const lost = new AbortController();
  client.on('error', (error) => lost.abort(error));
  await client.connect();
  try {
    const { rows } = await client.query<{ ours: boolean }>(
      'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS ours',
      [`import ${importId}`],
    );
    if (!rows[0]?.ours) return;
    const { dataDir, pseudonymKey } = configuration;
    const signal = AbortSignal.any([stopping, lost.signal]);
    await runImport(importId, { store, client, dataDir, pseudonymKey, signal });
  } finally {
    await client.end().catch(() => undefined); // it may be gone already
  }
};

/** Works off imports that were started, one after the other, also those that a dead process left. */
export const startImportWorker = (context: ServiceContext<OrderEvent>): Stoppable => {
  const { store, logger } = context;
  const stopping = new AbortController();

  const runOne = async (importId: string): Promise<void> => {
    try {
      await runAlone(importId, context, stopping.signal);
    } catch (error) {
      if (isUnavailable(error) && !isFull(error)) throw error;
      logger.error({ err: error, importId }, 'an import failed');
      await markEnded(store.pool, importId, 'failed', failureOf(error));
    }
  };

  const work = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        for (const importId of await importsUnderWay(store.pool)) {
          if (!stopping.signal.aborted) await runOne(importId);
        }
      } catch (error) {
        logger.warn({ err: error }, 'imports wait for the database');
      }
      await wait(lookEveryMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };

  const working = work();
  return {
    stop: async () => {
      stopping.abort();
      await working;
    },
  };
};
