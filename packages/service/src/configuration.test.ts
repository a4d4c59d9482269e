import { describe, expect, it } from '@jest/globals';
import { readConfiguration } from './configuration.ts';

const key = Buffer.alloc(32, 1).toString('base64');
const jwk = { kty: 'OKP', crv: 'Ed25519', kid: 'orders', x: 'abc' };
const env = {
  KEFU_DATABASE_URL: 'postgres://kefu_orders:pw@127.0.0.1:18832/kefu_orders',
  KEFU_KEYS_DATABASE_URL: 'postgres://kefu_orders:pw@127.0.0.1:18832/kefu_orders_keys',
  KEFU_KAFKA_BROKERS: '127.0.0.1:18892',
  KEFU_SERVICE_KEY: JSON.stringify({ ...jwk, d: 'def' }),
  KEFU_TRUSTED_KEYS: JSON.stringify({ keys: [jwk] }),
  KEFU_MASTER_KEY: key,
  KEFU_PSEUDONYM_KEY: key,
};
const orders = { name: 'orders', port: 18_802 } as const;

describe("a service's configuration", () => {
  it('listens on its own port on this machine unless told otherwise', () => {
    expect(readConfiguration(orders, env)).toMatchObject({ host: '127.0.0.1', port: 18_802 });
    expect(readConfiguration(orders, { ...env, KEFU_HOST: '0.0.0.0', KEFU_PORT: '80' })).toMatchObject({
      host: '0.0.0.0',
      port: 80,
    });
  });

  it('knows where the other services are', () => {
    const { serviceUrls } = readConfiguration(orders, { ...env, KEFU_RETURNS_URL: 'http://returns:80' });
    expect(serviceUrls).toMatchObject({ returns: 'http://returns:80', logistics: 'http://127.0.0.1:18803' });
  });

  it("refuses another service's key", () => {
    expect(() => readConfiguration({ name: 'returns', port: 1 }, env)).toThrow(
      'KEFU_SERVICE_KEY is the key of "orders"; expected the one of "returns"',
    );
  });

  it('wants the secret of the carrier with its address', () => {
    expect(() => readConfiguration(orders, { ...env, KEFU_CARRIER_URL: 'http://127.0.0.1:18809' })).toThrow(
      'KEFU_CARRIER_SECRET is not set',
    );
  });
});
