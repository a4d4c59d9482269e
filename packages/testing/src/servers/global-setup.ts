import { testServers } from './test-servers.ts';

/** Jest hands the environment on to its workers. */
const globalSetup = async (): Promise<void> => {
  const { postgresUrl, kafka, temporal, temporalServer } = await testServers();
  process.env.KEFU_TEST_POSTGRES_URL = postgresUrl;
  process.env.KEFU_TEST_KAFKA = kafka;
  process.env.KEFU_TEST_TEMPORAL = temporal;
  process.env.KEFU_TEST_TEMPORAL_SERVER = temporalServer;
};

export default globalSetup;
