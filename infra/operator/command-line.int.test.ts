import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { chen, lin, ordersAtRest, type OrdersAtRest } from './test/orders-at-rest.ts';

let orders: OrdersAtRest;
beforeAll(async () => {
  orders = await ordersAtRest();
  await orders.record('1', lin);
  await orders.record('2', chen);
});
afterAll(() => orders?.stop());

const environment = () => ({
  PATH: process.env.PATH,
  KEFU_ORDERS_DATABASE_URL: orders.database.databaseUrl,
  KEFU_ORDERS_OWNER_DATABASE_URL: orders.database.migrationDatabaseUrl,
  KEFU_ORDERS_KEYS_DATABASE_URL: orders.database.keysDatabaseUrl,
  KEFU_ORDERS_MASTER_KEY: orders.masterKey.toString('base64'),
});

/** Runs the program as `npx kefu` does, from source. */
const kefu = async (args: string[], env: NodeJS.ProcessEnv = environment()) => {
  const main = join(import.meta.dirname, 'main.ts');
  const child = spawn(process.execPath, ['--conditions=kefu-source', main, ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
  return { out, err, code };
};

describe('npx kefu', () => {
  it('prints an event a line for programs, with nothing personal in it', async () => {
    const { out, code } = await kefu(['events', 'tail', 'orders', '--json', '--customer', lin]);
    expect(code).toBe(0);
    const events = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(events).toMatchObject([{ service: 'orders', stream: 'order-flagship:1', subject: lin }]);
    expect(out).not.toContain('13812345678');
  });

  it.each([
    ['a command that is not there', ['loot'], "unknown command 'loot'"],
    ['a service that is not there', ['events', 'tail', 'billing'], 'There are: chat'],
    ['a number that is none', ['events', 'tail', '--lines', 'x'], 'Expected a whole number'],
    ['a reason that lacks', ['letters', 'drop', 'orders', '1'], '--reason'],
  ])('ends with 2 for %s, and says what is right', async (_, args, said) => {
    const { err, code } = await kefu(args);
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining(said) });
  });

  it('ends with 3 and says what to do when a database does not answer', async () => {
    const away = { ...environment(), KEFU_ORDERS_DATABASE_URL: 'postgres://kefu:x@127.0.0.1:1/kefu_orders' };
    const { err, code } = await kefu(['events', 'tail', 'orders'], away);
    expect(code).toBe(3);
    expect(err).toContain('The database kefu_orders at 127.0.0.1:1 does not answer');
    expect(err).toContain('npm run status');
  });
});
