import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { createEventStore } from '@kefu/event-store';
import { createTestDatabase } from '@kefu/testing/servers';
import type pg from 'pg';
import { complaintOfCount, eventTable } from '../contestants/bare-log.ts';
import { complaintOfFeed, openKefuLog } from '../contestants/kefu-log.ts';
import { complaintOf, createStreamNames, metadata, payload } from '../contestants/payload.ts';
import type { WordsAdded } from '../decide/words.ts';
import { createHandPool, runAll } from '../frame/database.ts';
import { changedRows, columns, complaintOfRows, table } from './changed-rows.ts';

/** A log that nobody has written to or analysed yet, and how to append to it. */
export type Appender = {
  append(): Promise<string>;
  /** New connections, which have planned nothing yet; what is under way ends on the old ones. */
  reconnect(): Promise<void>;
  asOwner(statements: readonly string[]): Promise<void>;
  complaint(): Promise<string | undefined>;
  close(): Promise<void>;
};

const longestCallMs = 3_000;

/** Whoever is in use now; those that were in use close when their last call must have ended. */
const createRelief = <Used>(open: () => Used, close: (used: Used) => Promise<void>) => {
  let current = open();
  const left: Promise<void>[] = [];
  return {
    current: () => current,
    relieve: () => {
      const before = current;
      current = open();
      left.push(wait(longestCallMs).then(() => close(before)));
    },
    close: async () => {
      await Promise.all([...left, close(current)]);
    },
  };
};

/** With a view every second event goes to a stream that is there already, and changes its row. */
export const openKefuAppender = async (seed: number, hasView: boolean): Promise<Appender> => {
  const log = await openKefuLog<WordsAdded>('cliffs', { tables: { [table]: columns } });
  const newStream = createStreamNames(seed);
  const streams: string[] = [];
  const stores = createRelief(
    () => createEventStore<WordsAdded>({ ...log.settings, views: hasView ? [changedRows] : [] }),
    (store) => store.close(),
  );
  const events: WordsAdded[] = [{ type: 'WordsAdded', data: payload }];
  let appended = 0;
  return {
    append: async () => {
      const former = hasView && appended % 2 === 1 ? streams[Math.floor(appended / 3)] : undefined;
      const stream = former ?? newStream();
      const expected = former === undefined ? 'none' : 'any';
      await stores.current().commit({ appends: [{ stream, expected, events, metadata }] });
      if (former === undefined && hasView) streams.push(stream);
      appended++;
      return stream;
    },
    reconnect: async () => stores.relieve(),
    asOwner: (statements) => runAll(log.database.migrationDatabaseUrl, statements),
    complaint: async () =>
      complaintOf(
        await complaintOfFeed(log.store, appended),
        hasView && (await complaintOfRows(log.store.pool, appended)),
      ),
    close: async () => {
      await stores.close();
      await log.close();
    },
  };
};

const insert = {
  name: 'insert',
  text: 'INSERT INTO event (stream, version, type, id, data, metadata) VALUES ($1, 1, $2, $3, $4, $5)',
};

export const openBareAppender = async (seed: number): Promise<Appender> => {
  const database = await createTestDatabase('bench_cliffs_bare');
  await runAll(database.migrationDatabaseUrl, [
    eventTable,
    `GRANT SELECT, INSERT ON event TO ${database.serviceRole}`,
  ]);
  const newStream = createStreamNames(seed);
  const pools = createRelief<pg.Pool>(
    () => createHandPool(database.databaseUrl),
    (pool) => pool.end(),
  );
  let appended = 0;
  return {
    append: async () => {
      const stream = newStream();
      const values = [stream, 'WordsAdded', randomUUID(), JSON.stringify(payload), JSON.stringify(metadata)];
      await pools.current().query({ ...insert, values });
      appended++;
      return stream;
    },
    reconnect: async () => pools.relieve(),
    asOwner: (statements) => runAll(database.migrationDatabaseUrl, statements),
    complaint: () => complaintOfCount(pools.current(), 'event', appended),
    close: async () => {
      await pools.close();
      await database.close();
    },
  };
};
