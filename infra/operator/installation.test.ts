import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from '@jest/globals';

import { keptSecrets } from '../launcher/secrets.ts';
import { chosenServices, readInstallation } from './installation.ts';

const folder = mkdtempSync(join(tmpdir(), 'kefu-operator-'));
const file = join(folder, 'secrets.json');
const secrets = keptSecrets(file);
afterAll(() => rmSync(folder, { recursive: true }));

describe('an installation', () => {
  it('is found by the launcher’s secrets', () => {
    const { accessTo } = readInstallation({ KEFU_SECRETS: file, KEFU_PORT_POSTGRES: '4711' });
    const { password, ownerPassword, masterKey } = secrets.services.returns;
    expect(accessTo('returns')).toEqual({
      service: 'returns',
      databaseUrl: `postgres://kefu_returns:${password}@127.0.0.1:4711/kefu_returns`,
      ownerDatabaseUrl: `postgres://kefu_returns_owner:${ownerPassword}@127.0.0.1:4711/kefu_returns`,
      keysDatabaseUrl: `postgres://kefu_returns:${password}@127.0.0.1:4711/kefu_returns_keys`,
      masterKey,
    });
  });

  it('is found on the servers that the launcher was told of', () => {
    const env = { KEFU_SECRETS: file, KEFU_POSTGRES_URL: 'postgres://postgres:x@db:5432/postgres' };
    expect(readInstallation(env).accessTo('chat').databaseUrl).toMatch(/@db:5432\/kefu_chat$/);
  });

  it('is found by a variable for each address, before the secrets', () => {
    const env = { KEFU_SECRETS: file, KEFU_ORDERS_DATABASE_URL: 'postgres://o:p@elsewhere/orders' };
    expect(readInstallation(env).accessTo('orders').databaseUrl).toBe('postgres://o:p@elsewhere/orders');
  });

  it('is missed by name where a file of secrets is not', () => {
    expect(() => readInstallation({ KEFU_SECRETS: join(folder, 'other.json') })).toThrow(
      'where there is no file',
    );
  });
});

describe('services', () => {
  it('are all unless some are named', () => {
    expect(chosenServices([])).toHaveLength(7);
    expect(chosenServices(['returns', 'chat'])).toEqual(['chat', 'returns']);
  });

  it('that nobody knows are named', () => {
    expect(() => chosenServices(['chat', 'billing'])).toThrow('There is no service billing. There are: chat');
  });
});
