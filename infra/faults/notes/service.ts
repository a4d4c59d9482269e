import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import {
  createEventStore,
  eventStoreSchema,
  grantsFor,
  keysGrantsFor,
  keysSchema,
  Unavailable,
  type EventStore,
  type EventStoreOptions,
  type Position,
} from '@kefu/event-store';
import {
  kafkajsTransport,
  messagingGrantsFor,
  messagingSchema,
  topicOf,
  type EventTransport,
} from '@kefu/messaging';
import { seededRandom, startChild, until, type Child, type Stage } from '@kefu/testing/faults';
import { createTestDatabase } from '@kefu/testing/servers';
import pg from 'pg';
import { notes, notesGrantsFor, notesTables, type Noted } from './noted.ts';
import type { NotesSettings, Role } from './settings.ts';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
/** What processes complain of, and histories: for whoever looks into a violation. */
export const artefacts = fileURLToPath(new URL('../../../artefacts/faults', import.meta.url));
mkdirSync(artefacts, { recursive: true });

const nothing = () => undefined;
const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing };
export const masterKey = Buffer.alloc(32, 7).toString('base64');

export const run = async (connectionString: string, statements: readonly string[]): Promise<void> => {
  const client = new pg.Client({ connectionString });
  client.on('error', nothing);
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
};

/** How many answered commands `write` leaves behind, and what it knows of the slowest. */
export type Writing = {
  /** Ends it when every command has its answer. */
  stop(): Promise<{ acknowledged: number; slowestSeconds: number }>;
  acknowledged(): number;
};

export type Notes = Awaited<ReturnType<typeof openNotes>>;

type Surroundings = {
  /** The superuser's address. */
  postgres: string;
  /** Brokers, separated by commas; only what needs Kafka asks for them. */
  kafka?: string;
  /** The way that the service takes to its database, e.g. through a proxy. */
  through?: (url: string) => string;
};

/** The service under fault: its database, its topic, and whoever sends it commands. */
export const openNotes = async (
  stage: Stage,
  { postgres, kafka = '', through = (url) => url }: Surroundings,
) => {
  const database = await createTestDatabase('notes', postgres);
  stage.finally(() => database.close().catch(nothing)); // a crashed server takes its databases with it
  const { serviceRole } = database;
  await run(database.migrationDatabaseUrl, [
    ...eventStoreSchema,
    ...grantsFor(serviceRole),
    ...messagingSchema,
    ...messagingGrantsFor(serviceRole),
    ...notesTables,
    ...notesGrantsFor(serviceRole),
  ]);
  await run(database.keysMigrationDatabaseUrl, [...keysSchema, ...keysGrantsFor(serviceRole)]);
  const databaseUrl = through(database.databaseUrl);
  const keys = { databaseUrl: through(database.keysDatabaseUrl), masterKey };
  const openStore = (options: Partial<EventStoreOptions<Noted>> = {}): EventStore<Noted> => {
    const store = createEventStore<Noted>({
      databaseUrl,
      ownerDatabaseUrl: database.migrationDatabaseUrl,
      keys,
      views: [notes],
      poolSize: 20,
      ...options,
    });
    stage.finally(() => store.close());
    return store;
  };
  const store = openStore();
  const topicPrefix = `faults-${randomUUID().slice(0, 8)}.`;
  const topic = topicOf('gateway', topicPrefix);
  let transport: EventTransport | undefined;
  const useTransport = (): EventTransport => {
    if (transport === undefined) {
      transport = kafkajsTransport({ clientId: 'faults', brokers: kafka.split(','), log: silent });
      stage.finally(() => transport?.close());
    }
    return transport;
  };

  let isOver = false;
  let refusals = 0;
  stage.finally(() => {
    isOver = true;
  });
  /** Sends a command until it is answered: after a lost answer again, with the same key. */
  const note = async (
    command: string,
    shopId: string,
    amounts: readonly number[],
    by = store,
  ): Promise<void> => {
    for (;;) {
      try {
        await by.commit({
          appends: [
            {
              stream: `note-${shopId}`,
              expected: 'any',
              events: amounts.map((fen) => ({ type: 'Noted', data: { shopId, fen } })),
              metadata: { who: { kind: 'system', id: 'faults' }, correlationId: command },
            },
          ],
          idempotency: { principal: 'faults', key: command, bodyHash: command },
        });
        stage.record({ kind: 'acknowledged', command, events: amounts.length });
        return;
      } catch (error) {
        if (isOver || !(error instanceof Unavailable)) throw error;
        refusals += 1;
        await delay(50);
      }
    }
  };

  const settingsOf = (settings: Partial<NotesSettings>): NotesSettings => ({
    instance: 'notes',
    roles: [],
    databaseUrl,
    ownerDatabaseUrl: database.migrationDatabaseUrl,
    keys,
    brokers: kafka.split(','),
    topicPrefix,
    leaseMs: 5_000,
    ...settings,
  });

  const service = {
    ...database,
    store,
    openStore,
    topic,
    topicPrefix,
    useTransport,
    note,
    /** How often the log said that it is unavailable. */
    refusals: () => refusals,
    group: topicOf('payroll', topicPrefix),

    /** Writers that send one command after the other, to streams of their own and to a few that all share. */
    write: (writers: number, { pauseMs = 0, by = store, from = 'w' } = {}): Writing => {
      let stopped = false;
      let acknowledged = 0;
      let slowestSeconds = 0;
      const each = Array.from({ length: writers }, async (_, writer) => {
        const random = seededRandom(stage.random.between(0, 2 ** 31)); // each draws for itself, so that a seed repeats
        for (let i = 0; !stopped; i += 1) {
          const shopId = random.chance(0.3)
            ? `shared-${random.between(1, 4)}`
            : `own-${from}${writer}-${i % 10}`;
          const amounts = Array.from({ length: random.pick([1, 1, 1, 3]) }, () => random.between(1, 9_999));
          const sentAt = performance.now();
          await note(`${from}${writer}-${i}`, shopId, amounts, by);
          slowestSeconds = Math.max(slowestSeconds, (performance.now() - sentAt) / 1_000);
          acknowledged += 1;
          if (pauseMs > 0) await delay(pauseMs);
        }
      });
      const working = Promise.all(each);
      working.catch(nothing); // whoever stops them hears of it
      stage.finally(() => {
        stopped = true;
      });
      return {
        acknowledged: () => acknowledged,
        stop: async () => {
          stopped = true;
          await working;
          return { acknowledged, slowestSeconds };
        },
      };
    },

    /** A process of the service. */
    start: async (
      instance: string,
      roles: Role[],
      how: { failAt?: string; clockShiftMs?: number; settings?: Partial<NotesSettings> } = {},
    ): Promise<Child> => {
      const { settings = {}, ...rest } = how;
      const child = startChild({
        script: main,
        settings: settingsOf({ instance, roles, ...settings }),
        log: join(artefacts, `${instance}.log`),
        env: { KEFU_LOG_LEVEL: process.env.KEFU_LOG_LEVEL ?? 'info' },
        ...rest,
      });
      stage.finally(() => child.kill());
      await child.untilSays('ready');
      return child;
    },

    /** Reads the whole log into the history, once the feed shows all of it. */
    collectLog: async (from = store): Promise<number> => {
      let stored: Awaited<ReturnType<typeof from.feed>>['events'] = [];
      await until('the feed shows the whole log', async () => {
        stored = [];
        for (let after: Position | null = null; ;) {
          const page: Awaited<ReturnType<typeof from.feed>> = await from.feed({ after, limit: 5_000 });
          if (page.events.length === 0) break;
          stored.push(...page.events);
          after = page.position;
        }
        const { rows } = await from.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM event');
        return rows[0]?.n === stored.length;
      });
      stage.record(
        stored.map(
          ({ id, stream, version, metadata }) =>
            ({ kind: 'stored', id, stream, version, command: metadata.correlationId }) as const,
        ),
      );
      return stored.length;
    },

    /** How many effects there are. */
    effects: async (): Promise<number> => {
      const { rows } = await store.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM effect');
      return rows[0]?.n ?? 0;
    },

    /** Waits until effects happen again. Answers how long that took, in seconds. */
    untilEffectsGoOn: async (withinSeconds = 60): Promise<number> => {
      const before = await service.effects();
      return until('effects happen again', async () => (await service.effects()) > before, withinSeconds);
    },

    /** For whoever asks why nothing moves. */
    whereItStands: async () => {
      const { rows } = await store.pool.query<{ events: number; unsent: number; effects: number }>(
        `SELECT count(*)::int AS events, (SELECT count(DISTINCT event_id)::int FROM effect) AS effects,
                count(*) FILTER (WHERE (epoch, xid, sequence) > (
                  SELECT split_part(position, '.', 1)::int, split_part(position, '.', 2)::xid8, split_part(position, '.', 3)::bigint
                  FROM relay))::int AS unsent FROM event`,
      );
      const lag = await useTransport().lag(service.group, [topic]).catch(String);
      return { ...rows[0], relay: await service.relayNow(), lag };
    },

    /** Waits until everything that is stored by now has its effect. Answers how long that took, in seconds. */
    untilCaughtUp: async (withinSeconds = 60): Promise<number> => {
      const { rows: stored } = await store.pool.query<{ id: string }>('SELECT id FROM event');
      const ids = stored.map(({ id }) => id);
      const missing =
        'SELECT FROM unnest($1::text[]) AS id WHERE NOT EXISTS (SELECT FROM effect WHERE event_id = id) LIMIT 1';
      const caughtUp = until(
        'what is stored has its effect',
        async () => (await store.pool.query(missing, [ids])).rowCount === 0,
        withinSeconds,
      );
      caughtUp.catch(async () => stage.tell(JSON.stringify(await service.whereItStands().catch(String))));
      return caughtUp;
    },

    /** Looks at the effects until asked: the longest time, in seconds, in which there was none. */
    watchStandstill: () => {
      let watching = true;
      let longest = 0;
      const looking = (async () => {
        let seen = -1;
        let movedAt = performance.now();
        while (watching) {
          const effects = await service.effects().catch(() => seen); // no answer, no effect
          const now = performance.now();
          if (effects !== seen) movedAt = now;
          seen = effects;
          longest = Math.max(longest, now - movedAt);
          await delay(100);
        }
      })();
      return async (): Promise<number> => {
        watching = false;
        await looking;
        return longest / 1_000;
      };
    },

    deliveriesOf: async (instance: string): Promise<number> => {
      const { rows } = await store.pool.query<{ n: number }>(
        'SELECT count(*)::int AS n FROM delivery WHERE instance = $1',
        [instance],
      );
      return rows[0]?.n ?? 0;
    },

    /** Which processes were handed events. */
    instances: async (): Promise<string[]> => {
      const { rows } = await store.pool.query<{ instance: string }>('SELECT DISTINCT instance FROM delivery');
      return rows.map(({ instance }) => instance);
    },

    /** How many notes the shops have whose names begin so. */
    notesOf: async (beginning: string): Promise<number> => {
      const { rows } = await store.pool.query<{ n: number }>(
        'SELECT coalesce(sum(notes), 0)::int AS n FROM note WHERE starts_with(shop_id, $1)',
        [beginning],
      );
      return rows[0]?.n ?? 0;
    },

    /** Who relays now, and with which fencing token. */
    relayNow: async (): Promise<{ owner: string; token: number } | undefined> => {
      const { rows } = await store.pool.query<{ owner: string; token: number }>(
        'SELECT split_part(owner, $1, 1) AS owner, token::int FROM relay',
        ['/'],
      );
      return rows[0];
    },

    /** Letters that wait, by their state. */
    deadLetters: async (): Promise<Record<string, number>> => {
      const { rows } = await store.pool.query<{ state: string; n: number }>(
        'SELECT state, count(*)::int AS n FROM dead_letter GROUP BY state',
      );
      return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
    },

    /** Deliveries of events that had been delivered before. */
    repeats: async (): Promise<number> => {
      const { rows } = await store.pool.query<{ n: number }>(
        'SELECT (count(*) - count(DISTINCT event_id))::int AS n FROM delivery',
      );
      return rows[0]?.n ?? 0;
    },

    /** Waits until every stored event has an effect. Answers how long that took, in seconds. */
    untilEffective: (withinSeconds = 60): Promise<number> =>
      until(
        'every event has its effect',
        async () => {
          const { rows } = await store.pool.query<{ done: boolean }>(
            'SELECT (SELECT count(*) FROM event) <= (SELECT count(DISTINCT event_id) FROM effect) AS done',
          );
          return rows[0]?.done ?? false;
        },
        withinSeconds,
      ),

    /** Deliveries, effects and bookings, as the consumer's database holds them. */
    collectEffects: async (): Promise<void> => {
      const read = async <Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> =>
        (await store.pool.query<Row>(sql)).rows;
      const deliveries = await read<{ consumer: string; id: string; stream: string; version: number }>(
        'SELECT consumer, event_id AS id, stream, version FROM delivery ORDER BY n',
      );
      const effects = await read<{ consumer: string; id: string }>(
        'SELECT consumer, event_id AS id FROM effect ORDER BY n',
      );
      const bookings = await read<{ id: string; account: string; fen: string }>(
        'SELECT event_id AS id, account, fen FROM booking',
      );
      stage.record([
        ...deliveries.map((row) => ({ kind: 'delivered', ...row }) as const),
        ...effects.map((row) => ({ kind: 'effect', ...row }) as const),
        ...bookings.map((row) => ({ kind: 'booked', ...row, fen: Number(row.fen) }) as const),
      ]);
    },

    /** The whole of what happened, once every event had its effect. */
    collect: async (withinSeconds = 60): Promise<void> => {
      await service.untilEffective(withinSeconds);
      await service.collectLog();
      await service.collectEffects();
    },

    /** Compares the view with one made of the whole log. */
    compareView: async (of = store): Promise<void> => {
      const kept = await of.hash(notes);
      const { hash: rebuilt } = await of.rebuild(notes);
      stage.record({ kind: 'view', name: notes.name, kept, rebuilt });
    },
  };
  return service;
};
