import { randomBytes } from 'node:crypto';
import { kafkajsTransport } from '@kefu/messaging';
import { openBareLog } from '../contestants/bare-log.ts';
import { startChild } from '../frame/child.ts';
import { programBeside } from '../frame/program.ts';
import { versionOf } from '../frame/version.ts';
import { logOf } from './log.ts';
import { effectColumns, pathOf, type Path } from './path.ts';
import type { HandSettings } from './questions.ts';

// The key keeps an event that comes twice from having two effects, as the inbox does.
const tables = {
  effect: `${effectColumns}, PRIMARY KEY (consumer, event_id)`,
  checkpoint: 'position bigint NOT NULL',
};

/** kafkajs by hand. `inBatches` says how its consumer writes. */
export const openHandPath = async (name: string, inBatches: boolean): Promise<Path> => {
  const brokers = [process.env.KEFU_TEST_KAFKA ?? ''];
  const topic = `bench-hand-${randomBytes(4).toString('hex')}`;
  // As many partitions as the services' topics have.
  const transport = kafkajsTransport({ clientId: 'bench', brokers, log: logOf('topics') });
  await transport.createTopics([topic]);
  await transport.close();
  const [from, to] = await Promise.all([
    openBareLog(`${name}_from`, tables),
    openBareLog(`${name}_to`, tables),
  ]);
  await from.pool.query('INSERT INTO checkpoint VALUES (0)');
  const common = { brokers, topic, inBatches };
  const publisher = await startChild<object>(programBeside(import.meta.url, 'hand-publisher'), {
    ...common,
    databaseUrl: from.databaseUrl,
  } satisfies HandSettings);
  const consumer = await startChild<object>(programBeside(import.meta.url, 'hand-consumer'), {
    ...common,
    databaseUrl: to.databaseUrl,
  } satisfies HandSettings);
  return {
    name: 'kafkajs by hand',
    version: versionOf('kafkajs'),
    ...pathOf({ publisher, consumer }),
    pool: to.pool,
    close: async () => {
      await publisher.stop();
      await consumer.stop();
      await from.close();
      await to.close();
    },
  };
};
