import { randomBytes } from 'node:crypto';
import { messagingGrantsFor, messagingSchema } from '@kefu/messaging';
import { kefu, openKefuLog } from '../contestants/kefu-log.ts';
import { startChild } from '../frame/child.ts';
import { runAll } from '../frame/database.ts';
import { programBeside } from '../frame/program.ts';
import type { Noted } from './note.ts';
import { effectColumns, pathOf, type Path } from './path.ts';
import type { KefuSettings } from './questions.ts';

/** Log → relay → Kafka → inbox, as services have it. */
export const openKefuPath = async (name: string): Promise<Path> => {
  const [from, to] = await Promise.all([
    openKefuLog<Noted>(`${name}_from`),
    openKefuLog(`${name}_to`, { tables: { effect: effectColumns } }),
  ]);
  for (const { database } of [from, to]) {
    const { migrationDatabaseUrl, serviceRole } = database;
    await runAll(migrationDatabaseUrl, [...messagingSchema, ...messagingGrantsFor(serviceRole)]);
  }
  const common = {
    brokers: [process.env.KEFU_TEST_KAFKA ?? ''],
    topicPrefix: `bench-${randomBytes(4).toString('hex')}.`,
  };
  const publisher = await startChild<object>(programBeside(import.meta.url, 'kefu-publisher'), {
    ...common,
    store: from.settings,
  } satisfies KefuSettings);
  const consumer = await startChild<object>(programBeside(import.meta.url, 'kefu-consumer'), {
    ...common,
    store: to.settings,
  } satisfies KefuSettings);
  return {
    ...kefu,
    ...pathOf({ publisher, consumer }),
    pool: to.store.pool,
    close: async () => {
      await publisher.stop();
      await consumer.stop();
      await from.close();
      await to.close();
    },
  };
};
