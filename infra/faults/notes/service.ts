import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  createEventStore,
  eventStoreSchema,
  grantsFor,
  keysGrantsFor,
  keysSchema,
  oldestWriterGrantsFor,
  oldestWriterSchema,
  type EventStore,
  type EventStoreOptions,
} from '@kefu/event-store';
import {
  kafkajsTransport,
  messagingGrantsFor,
  messagingSchema,
  topicOf,
  type EventTransport,
} from '@kefu/messaging';
import { startChild, type Child, type Stage } from '@kefu/testing/faults';
import { createTestDatabase } from '@kefu/testing/servers';
import pg from 'pg';
import { createCollecting } from './collecting.ts';
import { notes, notesGrantsFor, notesTables, type Noted } from './noted.ts';
import { createQuestions } from './questions.ts';
import type { NotesSettings, Role } from './settings.ts';
import { createWriting } from './writing.ts';

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
    ...oldestWriterSchema,
    ...oldestWriterGrantsFor(serviceRole),
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
  const group = topicOf('payroll', topicPrefix);
  let transport: EventTransport | undefined;
  const useTransport = (): EventTransport => {
    if (transport === undefined) {
      transport = kafkajsTransport({ clientId: 'faults', brokers: kafka.split(','), log: silent });
      stage.finally(() => transport?.close());
    }
    return transport;
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

  const whereItStands = async () => {
    const { rows } = await store.pool.query<{ events: number; unsent: number; effects: number }>(
      `SELECT count(*)::int AS events, (SELECT count(DISTINCT event_id)::int FROM effect) AS effects,
              count(*) FILTER (WHERE (epoch, xid, sequence) > (
                SELECT split_part(position, '.', 1)::int, split_part(position, '.', 2)::xid8, split_part(position, '.', 3)::bigint
                FROM relay))::int AS unsent FROM event`,
    );
    const lag = await useTransport().lag(group, [topic]).catch(String);
    return { ...rows[0], relay: await questions.relayNow(), lag };
  };
  const whyNot = (): void =>
    void whereItStands().then(
      (standing) => stage.tell(JSON.stringify(standing)),
      () => undefined,
    );
  const questions = createQuestions(store.pool, whyNot);
  const collecting = createCollecting(stage, store);

  return {
    ...database,
    ...createWriting(stage, store),
    ...questions,
    ...collecting,
    store,
    openStore,
    topic,
    topicPrefix,
    useTransport,
    group,

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

    /** The whole of what happened, once every event had its effect. */
    collect: async (withinSeconds = 60): Promise<void> => {
      await questions.untilEffective(withinSeconds);
      await collecting.collectLog();
      await collecting.collectEffects();
    },
  };
};
