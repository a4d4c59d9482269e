import { createServer, connect, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Unavailable } from '../src/index.ts';
import { createParcelLog, metadata, parcels, scanned, type ParcelLog } from './parcel-log.ts';

/** A link to PostgreSQL that can be cut; it listens on a port of its own choice, or on a given one. */
const linkTo = async (databaseUrl: string, port = 0) => {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  const server: Server = createServer((inward) => {
    const outward = connect(Number(target.port), target.hostname);
    for (const [socket, other] of [
      [inward, outward],
      [outward, inward],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => other.destroy()).on('close', () => other.destroy());
    }
    inward.pipe(outward).pipe(inward);
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = new URL(databaseUrl);
  url.port = String(typeof address === 'object' ? address?.port : '');
  return {
    url: url.href,
    port: Number(url.port),
    cut: async () => {
      server.close();
      for (const socket of sockets) socket.destroy();
      if (server.listening) await once(server, 'close');
    },
  };
};

const scan = (stream: string) => ({
  appends: [{ stream, expected: 'any' as const, events: [scanned('Jinan')], metadata }],
});

describe('in trouble', () => {
  let log: ParcelLog;
  beforeAll(async () => {
    log = await createParcelLog('trouble');
  });
  afterAll(() => log.close());

  it('says that the database is unavailable, and comes back by itself', async () => {
    const link = await linkTo(log.databaseUrl);
    const store = log.open({ databaseUrl: link.url, views: [parcels] });
    await store.commit(scan('p-1'));
    await link.cut();
    await expect(store.commit(scan('p-1'))).rejects.toThrow(Unavailable);
    await expect(store.read('p-1')).rejects.toThrow(Unavailable);
    await expect(store.feed({ after: null, limit: 1 })).rejects.toThrow(Unavailable);
    const again = await linkTo(log.databaseUrl, link.port);
    expect((await store.commit(scan('p-1'))).version).toBe(2);
    await store.close();
    await again.cut();
  });

  it('keeps a subscription through a broken connection', async () => {
    const link = await linkTo(log.databaseUrl);
    const store = log.open({ databaseUrl: link.url });
    const over = new AbortController();
    const seen: string[] = [];
    const reader = store.subscribe({
      name: 'patient',
      after: await store.head(),
      onEvents: (events) => {
        seen.push(...events.map(({ stream }) => stream));
        if (seen.includes('p-3')) over.abort();
      },
      signal: over.signal,
    });
    await store.commit(scan('p-2'));
    await link.cut();
    await log.open().commit(scan('p-3'));
    const again = await linkTo(log.databaseUrl, link.port);
    await reader;
    expect(seen.filter((stream) => stream !== 'p-1')).toEqual(['p-2', 'p-3']);
    await store.close();
    await again.cut();
  });

  it('writes nothing of a transaction whose connection dies, and the same command then takes effect once', async () => {
    const store = log.open({ views: [parcels] });
    const holder = await log.connect(log.migrationDatabaseUrl);
    await holder.query('BEGIN; LOCK TABLE parcel IN EXCLUSIVE MODE');
    const command = { ...scan('p-4'), idempotency: { principal: 'agent-lin', key: 'k', bodyHash: 'b' } };
    const dying = store.commit(command).catch((error: unknown) => error);
    // Appended, and now waiting for the view's table.
    const waiting = `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    const service = await log.connect();
    let pid: number | undefined;
    while (pid === undefined) pid = (await service.query<{ pid: number }>(waiting)).rows[0]?.pid;
    await service.query('SELECT pg_terminate_backend($1)', [pid]);
    expect(await dying).toBeInstanceOf(Unavailable);
    await holder.query('ROLLBACK');
    expect(await store.read('p-4')).toEqual([]);
    expect((await store.commit(command)).duplicate).toBe(false);
    expect((await store.commit(command)).duplicate).toBe(true);
    expect(await store.read('p-4')).toHaveLength(1);
  });

  it('leaves no transaction open when a statement fails', async () => {
    const store = log.open({ poolSize: 1 });
    const failing = {
      ...scan('p-5'),
      statements: [{ sql: 'SELECT 1 / 0 WHERE $1::jsonb IS NOT NULL', row: {} }],
    };
    await expect(store.commit(failing)).rejects.toThrow('division by zero');
    expect((await store.commit(scan('p-5'))).version).toBe(1);
  });
});
