import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { seededRandom, type Stage } from '@kefu/testing/faults';
import pg from 'pg';
import { openNotes, type Notes } from '../notes/service.ts';
import { sharedPostgres } from '../servers.ts';
import { judgeSoak } from './judging.ts';
import type { Load } from './load.ts';
import { createTally } from './tally.ts';

const endings: (() => unknown)[] = [];
let wrong: string[] = [];
const stage: Stage = {
  random: seededRandom(7),
  record: () => undefined,
  recovered: () => undefined,
  expect: (what, holds) => void (holds || wrong.push(what)),
  tell: () => undefined,
  finally: (tidyUp) => endings.push(tidyUp),
};
const acknowledged = createTally();
const load: Load = {
  acknowledged,
  begun: () => 3,
  capacity: async () => 0,
  pace: () => ({ stop: async () => ({ turnedAway: 0 }) }),
};
let service: Notes;
let owner: pg.Client;

beforeAll(async () => {
  service = await openNotes(stage, { postgres: await sharedPostgres() });
  owner = new pg.Client({ connectionString: service.migrationDatabaseUrl });
  await owner.connect();
  endings.push(() => owner.end());
  for (const command of [0, 1, 2]) {
    await service.send(`n-${command}`, 'shop', [command + 1, 10]);
    acknowledged.add(command, 2);
  }
  await owner.query(
    `INSERT INTO delivery (consumer, event_id, stream, version, instance)
     SELECT 'ledger', id, stream, version, 'here' FROM event ORDER BY xid, sequence`,
  );
  await owner.query(`INSERT INTO effect (consumer, event_id) SELECT 'ledger', event_id FROM delivery`);
  await owner.query(`INSERT INTO booking (event_id, account, fen)
    SELECT event_id, account, fen FROM delivery, (VALUES ('shop', 5), ('refunds', -5)) AS a (account, fen)`);
});
afterAll(async () => {
  for (const tidyUp of endings.reverse()) await tidyUp();
});

const judged = async (): Promise<string[]> => {
  wrong = [];
  await judgeSoak(stage, service, load);
  return wrong.map((what) => what.slice(0, 2)).filter((name, i, all) => all.indexOf(name) === i);
};

it('holds where nothing went wrong', async () => {
  expect(await judged()).toEqual([]);
});

const first = '(SELECT event_id FROM delivery WHERE version = 2)';
it.each([
  ['an event that nobody was handed', `DELETE FROM delivery WHERE version = 6`, ['I2']],
  ['a delivery of what is not stored', `UPDATE delivery SET event_id = 'none' WHERE version = 6`, ['I2']],
  ['a consumer that saw the second first', `UPDATE delivery SET version = version + 1`, ['I2', 'I3']],
  ['an effect that is missing', `DELETE FROM effect WHERE event_id = ${first}`, ['I4']],
  [
    'an effect that came twice',
    `INSERT INTO effect (consumer, event_id) VALUES ('ledger', ${first})`,
    ['I4'],
  ],
  [
    'money out of nothing',
    `UPDATE booking SET fen = 6 WHERE account = 'shop' AND event_id = ${first}`,
    ['I6'],
  ],
  ['half a booking', `DELETE FROM booking WHERE event_id = ${first} AND fen < 0`, ['I6']],
  ['an event that was lost', 'DELETE FROM event WHERE version = 6', ['I2', 'I4', 'I1']],
])('refuses %s', async (_what, damage, names) => {
  const tables = ['delivery', 'effect', 'booking', 'event'];
  for (const table of tables) await owner.query(`CREATE TABLE kept_${table} AS TABLE ${table}`);
  await owner.query(damage);
  try {
    expect(await judged()).toEqual(names);
  } finally {
    for (const table of tables)
      await owner.query(
        `DELETE FROM ${table}; INSERT INTO ${table} OVERRIDING SYSTEM VALUE TABLE kept_${table}; DROP TABLE kept_${table}`,
      );
  }
});
