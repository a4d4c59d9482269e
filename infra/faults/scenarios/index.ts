import type { Scenario } from '@kefu/testing/faults';
import { postgresKilled } from './f01-postgres-killed.ts';
import { foreignTransaction } from './f02-foreign-transaction.ts';
import { writersAndReader } from './f03-writers-and-reader.ts';
import { restored } from './f04-restored.ts';
import { rebuiltUnderWriters } from './f16-rebuilt-under-writers.ts';
import { kafkaDiskFull, postgresDiskFull } from './f18-disk-full.ts';

/** The whole catalogue, in its order. */
export const scenarios = (): Scenario[] => [
  postgresKilled(),
  foreignTransaction(),
  writersAndReader(),
  restored(),
  rebuiltUnderWriters(),
  postgresDiskFull(),
  kafkaDiskFull(),
];
