import { describe, expect, it } from '@jest/globals';
import { play, type Scenario } from '@kefu/testing/faults';
import { postgresKilled } from './scenarios/f01-postgres-killed.ts';
import { writerKilled } from './scenarios/f01-writer-killed.ts';
import { foreignTransaction, ownTransaction } from './scenarios/f02-open-transaction.ts';
import { writersAndReader } from './scenarios/f03-writers-and-reader.ts';
import { restored } from './scenarios/f04-restored.ts';
import { relayKilled } from './scenarios/f05-relay-killed.ts';
import { relayFrozen } from './scenarios/f06-relay-frozen.ts';
import { brokersKilled } from './scenarios/f07-brokers-killed.ts';
import { consumerFrozen } from './scenarios/f08-consumer-frozen.ts';
import { poisoned } from './scenarios/f10-poison.ts';
import { endedUnderLoad } from './scenarios/f12-ended-under-load.ts';
import { workerKilled } from './scenarios/f13-worker-killed.ts';
import { workflowChanged } from './scenarios/f15-workflow-changed.ts';
import { rebuiltUnderWriters } from './scenarios/f16-rebuilt-under-writers.ts';
import { postgresDiskFull } from './scenarios/f18-disk-full.ts';

/** Those of the catalogue that are quick, and shorter than by `npm run faults`. */
const scenarios: Scenario[] = [
  postgresKilled({ crashes: 1 }),
  writerKilled({ deaths: 1 }),
  foreignTransaction({ heldSeconds: 6 }),
  ownTransaction({ heldSeconds: 6 }),
  writersAndReader({ seconds: 3 }),
  restored(),
  relayKilled(),
  relayFrozen({ leaseMs: 2_000 }),
  brokersKilled({ bounces: 1 }),
  consumerFrozen(),
  poisoned(),
  endedUnderLoad({ times: 2 }),
  workerKilled({ runs: 5 }),
  workflowChanged(),
  rebuiltUnderWriters({ events: 1_500 }),
  postgresDiskFull(),
];

const seed = Number(process.env.KEFU_FAULTS_SEED ?? Date.now() % 1_000_000);

describe(`nothing is lost and nothing doubled, seed ${seed}`, () => {
  it.each(scenarios.map((scenario) => [`${scenario.name}: ${scenario.title}`, scenario] as const))(
    '%s',
    async (title, scenario) => {
      const { verdict, reasons } = await play(scenario, { seed });
      if (verdict === 'skipped') process.stderr.write(`skipped ${title}: ${reasons.join('; ')}\n`);
      else expect(reasons).toEqual([]);
    },
  );
});
