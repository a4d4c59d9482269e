export { freePort } from './free-port.ts';
export { createTestDatabase, superuserUrl, type TestDatabase } from './database.ts';
export { stopTestServers, testServers, testServersRun, type TestServers } from './test-servers.ts';
