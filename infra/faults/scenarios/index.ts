import type { Scenario } from '@kefu/testing/faults';
import { postgresKilled } from './f01-postgres-killed.ts';
import { writerKilled } from './f01-writer-killed.ts';
import { frozenFollower } from './f02-frozen-follower.ts';
import { foreignTransaction, ownTransaction } from './f02-open-transaction.ts';
import { writersAndReader } from './f03-writers-and-reader.ts';
import { restored } from './f04-restored.ts';
import { consumerKilled } from './f05-consumer-killed.ts';
import { relayKilled } from './f05-relay-killed.ts';
import { relayFrozen } from './f06-relay-frozen.ts';
import { brokersKilled } from './f07-brokers-killed.ts';
import { consumerFrozen } from './f08-consumer-frozen.ts';
import { rebalanceStorm } from './f09-rebalance-storm.ts';
import { poisoned } from './f10-poison.ts';
import { postgresAway } from './f11-postgres-away.ts';
import { endedUnderLoad } from './f12-ended-under-load.ts';
import { workerKilled } from './f13-worker-killed.ts';
import { temporalAway } from './f14-temporal-away.ts';
import { workflowChanged } from './f15-workflow-changed.ts';
import { rebuiltUnderWriters } from './f16-rebuilt-under-writers.ts';
import { wrongClocks } from './f17-wrong-clocks.ts';
import { modelled } from './f21-model.ts';
import { soak } from './f22-soak.ts';
import { linksStalled } from './f23-links-stalled.ts';
import { kafkaDiskFull, postgresDiskFull } from './f18-disk-full.ts';

/** The whole catalogue, in its order. */
export const scenarios = (minutes: number, perSecond?: number): Scenario[] => [
  postgresKilled(),
  writerKilled(),
  foreignTransaction(),
  ownTransaction(),
  frozenFollower(),
  writersAndReader(),
  restored(),
  relayKilled(),
  consumerKilled(),
  relayFrozen(),
  brokersKilled(),
  consumerFrozen(),
  rebalanceStorm(),
  poisoned(),
  postgresAway(),
  endedUnderLoad(),
  workerKilled(),
  temporalAway(),
  workflowChanged(),
  rebuiltUnderWriters(),
  wrongClocks(),
  postgresDiskFull(),
  kafkaDiskFull(),
  modelled(),
  linksStalled(),
  soak({ minutes, perSecond }),
];
