import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isNativeError } from 'node:util/types';
import type { Principal } from '@kefu/contracts';
import { generateKey, publicKeysOf, signToken } from '@kefu/service';
import { freePort, startChild, type Child, type Stage } from '@kefu/testing/faults';
import { artefacts, type Notes } from './service.ts';

const main = fileURLToPath(new URL('door.ts', import.meta.url));
const random = (): string => randomBytes(32).toString('base64');

const administrator: Principal = {
  id: 'faults',
  name: 'faults',
  kind: 'person',
  roles: ['administrator'],
  shops: ['*'],
  limits: { refundFen: 0 },
};

export type Door = {
  child: Child;
  url: string;
  /** Of its metrics: what the one of this name, and of this label where it has several, says now. */
  figure(name: string, label?: string): Promise<number>;
};

const figureOf = async (port: number, name: string, label = ''): Promise<number> => {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const line = text.split('\n').find((each) => each.startsWith(name) && each.includes(label));
  if (line === undefined) throw new Error(`the service has no metric ${name} ${label}`);
  return Number(line.slice(line.lastIndexOf(' ')));
};

/** What clients met: answers by their status, connections that nobody took, and answers that broke off. */
export type Met = { answers: Map<number, number>; refused: number; broken: string[] };

/** Whole services, as their supervisor starts them, and clients that go to the next one when one is not there. */
export const openDoors = async (stage: Stage, service: Notes, kafka: string) => {
  const key = await generateKey('gateway');
  const env = {
    KEFU_DATABASE_URL: service.databaseUrl,
    KEFU_KEYS_DATABASE_URL: service.keysDatabaseUrl,
    KEFU_KAFKA_BROKERS: kafka,
    KEFU_TOPIC_PREFIX: service.topicPrefix,
    KEFU_SERVICE_KEY: JSON.stringify(key),
    KEFU_TRUSTED_KEYS: JSON.stringify(publicKeysOf(key)),
    KEFU_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
    KEFU_PSEUDONYM_KEY: random(),
    KEFU_LOG_LEVEL: 'warn',
  };
  const doors: Door[] = [];
  const open = async (): Promise<Door> => {
    const port = await freePort();
    const child = startChild({
      script: main,
      settings: {},
      env: { ...env, KEFU_PORT: String(port) },
      log: join(artefacts, 'door.log'),
    });
    stage.finally(() => child.kill());
    await child.untilSays('ready');
    const door = {
      child,
      url: `http://127.0.0.1:${port}/api/test/notes`,
      figure: (name: string, label?: string) => figureOf(port, name, label),
    };
    doors.push(door);
    return door;
  };

  const met: Met = { answers: new Map(), refused: 0, broken: [] };
  let token = { value: '', until: 0 };
  const bearer = async (): Promise<string> => {
    if (performance.now() > token.until)
      token = {
        value: await signToken(key, administrator, { expiresInSeconds: 100 }),
        until: performance.now() + 50_000,
      };
    return token.value;
  };

  /** One command, at whichever door takes it. */
  const send = async (command: string, shop: string, fen: number): Promise<void> => {
    for (let i = stage.random.between(0, 9); ; i += 1) {
      const door = doors[i % doors.length];
      if (door === undefined) throw new Error('no door is open');
      try {
        const response = await fetch(door.url, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            authorization: `Bearer ${await bearer()}`,
            'idempotency-key': command,
          },
          body: JSON.stringify({ shop, fen }),
        });
        await response.arrayBuffer();
        met.answers.set(response.status, (met.answers.get(response.status) ?? 0) + 1);
        if (response.ok) {
          stage.record({ kind: 'acknowledged', command, events: 1 });
          return;
        }
      } catch (error) {
        const cause = isNativeError(error) && isNativeError(error.cause) ? error.cause : error;
        const code = isNativeError(cause) && 'code' in cause ? String(cause.code) : String(cause);
        if (code === 'ECONNREFUSED') met.refused += 1;
        else met.broken.push(code);
        await delay(5);
      }
    }
  };

  return {
    doors,
    open,
    met,
    /** Takes a door out of the clients' list once it has ended. */
    forget: (door: Door): void => {
      doors.splice(doors.indexOf(door), 1);
    },
    /** Clients that send one command after the other. */
    call: (clients: number, pauseMs: number) => {
      let stopped = false;
      stage.finally(() => {
        stopped = true;
      });
      const calling = Promise.all(
        Array.from({ length: clients }, async (_, client) => {
          for (let i = 0; !stopped; i += 1) {
            await send(`${client}-${i}`, `shop-${client}-${i % 5}`, 1 + (i % 900));
            await delay(pauseMs);
          }
        }),
      );
      calling.catch(() => undefined); // whoever stops them hears of it
      return async (): Promise<void> => {
        stopped = true;
        await calling;
      };
    },
  };
};
