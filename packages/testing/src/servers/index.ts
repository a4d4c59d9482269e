export { createTestDatabase, superuserUrl, type TestDatabase } from './database.ts';
export { stopTestServers, testServers, testServersRun, type TestServers } from './test-servers.ts';
