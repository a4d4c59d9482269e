import { testServers, type TestServers } from '@kefu/testing/servers';

let asked: Promise<TestServers> | undefined;
const shared = (): Promise<TestServers> => (asked ??= testServers());

/** The tests' own servers, for faults that leave them whole. Jest has them already, else they are started now. */
export const sharedPostgres = async (): Promise<string> =>
  process.env.KEFU_TEST_POSTGRES_URL ?? (await shared()).postgresUrl;

export const sharedKafka = async (): Promise<string> => process.env.KEFU_TEST_KAFKA ?? (await shared()).kafka;

export const sharedTemporal = async (): Promise<string> =>
  process.env.KEFU_TEST_TEMPORAL ?? (await shared()).temporal;
