import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { readEnvironment, variable } from './environment.ts';

const schema = z.object({
  KEFU_PORT: variable.port().optional(),
  KEFU_DATABASE_URL: variable.database(),
  KEFU_KAFKA_BROKERS: variable.brokers(),
  KEFU_MASTER_KEY: variable.key(),
  KEFU_TRUSTED_KEYS: variable.publicKeys(),
});
const right = {
  KEFU_DATABASE_URL: 'postgres://kefu:hunter2@127.0.0.1:18832/kefu_orders',
  KEFU_KAFKA_BROKERS: '127.0.0.1:18892, kafka-2:9092',
  KEFU_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
  KEFU_TRUSTED_KEYS: JSON.stringify({ keys: [{ kty: 'OKP', crv: 'Ed25519', kid: 'gateway', x: 'abc' }] }),
};
const complaint = (env: NodeJS.ProcessEnv): string => {
  try {
    readEnvironment(schema, env);
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
};

describe('reading the environment', () => {
  it('parses what is right', () => {
    const read = readEnvironment(schema, { ...right, KEFU_PORT: '18802' });
    expect(read.KEFU_PORT).toBe(18_802);
    expect(read.KEFU_KAFKA_BROKERS).toEqual(['127.0.0.1:18892', 'kafka-2:9092']);
    expect(read.KEFU_MASTER_KEY).toEqual(Buffer.alloc(32, 7));
  });

  it('names each variable that is missing, with what is expected', () => {
    expect(complaint({})).toContain('KEFU_DATABASE_URL is not set; expected a URL such as postgres://');
    expect(complaint({})).toContain('KEFU_KAFKA_BROKERS is not set; expected Kafka brokers as host:port');
  });

  it('takes an empty variable for a missing one', () => {
    expect(complaint({ ...right, KEFU_KAFKA_BROKERS: '' })).toContain('KEFU_KAFKA_BROKERS is not set');
    expect(readEnvironment(schema, { ...right, KEFU_PORT: '' }).KEFU_PORT).toBeUndefined();
  });

  it('shows what it got', () => {
    expect(complaint({ ...right, KEFU_PORT: 'abc' })).toContain(
      'KEFU_PORT is "abc"; expected a port between 1 and 65535',
    );
    expect(complaint({ ...right, KEFU_KAFKA_BROKERS: 'http://x' })).toContain(
      'KEFU_KAFKA_BROKERS is "http://x"',
    );
  });

  it('never shows a secret', () => {
    const wrong = complaint({
      ...right,
      KEFU_DATABASE_URL: 'mysql://kefu:hunter2@db',
      KEFU_MASTER_KEY: 'c2hvcnQ=',
    });
    expect(wrong).toContain('KEFU_DATABASE_URL cannot be used (secret, not shown)');
    expect(wrong).toContain(
      'KEFU_MASTER_KEY cannot be used (secret, not shown); expected 32 random bytes in base64',
    );
    expect(wrong).not.toMatch(/hunter2|c2hvcnQ/);
  });

  it('refuses a private key among the trusted ones without showing it', () => {
    const keys = { keys: [{ kty: 'OKP', crv: 'Ed25519', kid: 'gateway', x: 'abc', d: 'hunter2' }] };
    const wrong = complaint({ ...right, KEFU_TRUSTED_KEYS: JSON.stringify(keys) });
    expect(wrong).toContain('KEFU_TRUSTED_KEYS cannot be used');
    expect(wrong).not.toContain('hunter2');
  });
});
