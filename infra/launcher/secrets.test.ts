import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { fingerprintOf, keptSecrets, trustedKeys } from './secrets.ts';

describe('the secrets of an installation', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kefu-secrets-'));
    file = join(folder, 'secrets.json');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('are made once and stay', () => {
    expect(keptSecrets(file)).toEqual(keptSecrets(file));
  });

  it('are readable to their owner only', () => {
    keptSecrets(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('differ from service to service', () => {
    const { chat, orders } = keptSecrets(file).services;
    expect(chat.masterKey).not.toBe(orders.masterKey);
    expect(chat.key.d).not.toBe(orders.key.d);
  });

  it('have a fingerprint that tells nothing and changes with them', () => {
    const secrets = keptSecrets(file);
    expect(fingerprintOf({ ...secrets, carrierSecret: 'other' })).not.toBe(fingerprintOf(secrets));
  });

  it('share only the public halves of the keys', () => {
    expect(trustedKeys(keptSecrets(file))).not.toContain('"d"');
  });
});
