import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { DomainEvent } from '@kefu/contracts';
import { workerLimits } from '@kefu/service';
import type { WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { openBareLog } from '../contestants/bare-log.ts';
import { kefu, openKefuLog } from '../contestants/kefu-log.ts';
import { complaintOf, metadata, payload } from '../contestants/payload.ts';
import type { Benchmark } from '../frame/benchmark.ts';
import { calling, type Caller } from '../frame/calls.ts';
import { versionOf } from '../frame/version.ts';
import { stepsFrom } from './steps.ts';
import { bundle, openTemporal } from './temporal.ts';

/** Every workflow that ended has left its two events, in order. */
const complaintOfSteps = async (pool: pg.Pool, ended: number): Promise<string | undefined> => {
  const { rows } = await pool.query<{ events: number; whole: number }>(
    `SELECT coalesce(sum(events), 0)::int AS events, (count(*) FILTER (WHERE types = 'Promised,Kept'))::int AS whole
     FROM (SELECT count(*) AS events, string_agg(type, ',' ORDER BY version) AS types FROM event GROUP BY stream) AS s`,
  );
  const { events = 0, whole = 0 } = rows[0] ?? {};
  return complaintOf(
    events !== 2 * ended && `${events} events of ${2 * ended}`,
    whole !== ended && `${whole} whole of ${ended}`,
  );
};

/** Counts what ended. */
const counting = (work: Caller['work']): { work: Caller['work']; ended(): number } => {
  let ended = 0;
  return {
    work: async (load) => {
      const caseId = await work(load);
      ended++;
      return caseId;
    },
    ended: () => ended,
  };
};

/** Activities send commands: an event each, with an idempotency key, since activities are tried again. */
const createKefu = async (bundled: WorkflowBundleWithSourceMap, seed: number): Promise<Caller> => {
  const log = await openKefuLog('workflow');
  const record = async (caseId: string, type: string): Promise<void> => {
    const events: DomainEvent[] = [{ type, data: payload }];
    const idempotency = { principal: 'service:bench', key: `${caseId}/${type}`, bodyHash: type };
    await log.store.commit({ appends: [{ stream: caseId, expected: 'any', events, metadata }], idempotency });
  };
  const temporal = await openTemporal(`kefu-${randomUUID()}`, bundled, stepsFrom(record), workerLimits, seed);
  const { work, ended } = counting(temporal.work);
  return {
    ...kefu,
    work,
    complaint: () => complaintOfSteps(log.store.pool, ended()),
    close: async () => {
      await temporal.close();
      await log.close();
    },
  };
};

const insert = {
  name: 'insert',
  text: 'INSERT INTO event (stream, version, type, id, data, metadata) VALUES ($1, $2, $3, $4, $5, $6)',
};

const createBare = async (bundled: WorkflowBundleWithSourceMap, seed: number): Promise<Caller> => {
  const { pool, close } = await openBareLog('workflow');
  const record = async (caseId: string, type: string): Promise<void> => {
    const version = type === 'Promised' ? 1 : 2;
    const values = [caseId, version, type, randomUUID(), JSON.stringify(payload), JSON.stringify(metadata)];
    await pool.query({ ...insert, values });
  };
  const temporal = await openTemporal(`bare-${randomUUID()}`, bundled, stepsFrom(record), {}, seed);
  const { work, ended } = counting(temporal.work);
  return {
    name: 'bare Temporal',
    version: `SDK ${versionOf('@temporalio/worker')} on server ${temporal.server}`,
    work,
    complaint: () => complaintOfSteps(pool, ended()),
    close: async () => {
      await temporal.close();
      await close();
    },
  };
};

export const workflow: Benchmark = {
  name: 'workflow',
  what: 'Workflows of two activities from start to result, 16 at once: each activity a command with an idempotency key; by hand one prepared INSERT. kefu’s worker has the limits of a service’s, the other one none but the SDK’s.',
  aims: [{ figure: 'perSecond', against: 'bare Temporal', atLeast: 0.9 }],
  prepare: async ({ seed }) => {
    const bundled = await bundle();
    return {
      loads: [{ name: '16 at once', concurrency: 16 }],
      warmUpMs: 1_000,
      contestants: [await createKefu(bundled, seed), await createBare(bundled, seed)].map(calling),
    };
  },
};
