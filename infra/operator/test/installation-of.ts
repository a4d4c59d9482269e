import type { DomainEvent } from '@kefu/contracts';
import type { ServiceForTest } from '@kefu/service/testing';

import type { Installation } from '../installation.ts';

/** A service under test as an operator gets at it: whatever service is asked for, it is this one's data. */
export const installationOf = <E extends DomainEvent>({
  database,
  masterKey,
}: Pick<ServiceForTest<E>, 'database' | 'masterKey'>): Installation => ({
  accessTo: (service) => ({
    service,
    databaseUrl: database.databaseUrl,
    ownerDatabaseUrl: database.migrationDatabaseUrl,
    keysDatabaseUrl: database.keysDatabaseUrl,
    masterKey: masterKey.toString('base64'),
  }),
  kafkaBrokers: process.env.KEFU_TEST_KAFKA ?? '',
  topicPrefix: 'kefu.',
  gatewayUrl: 'http://127.0.0.1:1',
  pseudonymKey: undefined,
  account: { name: 'admin', password: undefined },
});
