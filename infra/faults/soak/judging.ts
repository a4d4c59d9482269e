import { pagesOf, type Stage } from '@kefu/testing/faults';
import pg from 'pg';
import type { Notes } from '../notes/service.ts';
import type { Load } from './load.ts';
import { createTally } from './tally.ts';

const delivered = 'SELECT DISTINCT event_id FROM delivery';

/** What must find nothing, each a rule that `invariants` has for what fits into memory. */
const findings: Record<string, string> = {
  'I1: stored twice': 'SELECT id FROM event GROUP BY id HAVING count(*) > 1',
  'I2: never delivered': `SELECT id FROM event LEFT JOIN (${delivered}) AS d ON event_id = id::text WHERE event_id IS NULL`,
  'I2: delivered but not stored so': `SELECT event_id FROM delivery AS d LEFT JOIN event AS e
     ON id::text = event_id AND e.stream = d.stream AND e.version = d.version WHERE id IS NULL`,
  'I4: without effect': 'SELECT id FROM event LEFT JOIN effect ON event_id = id::text WHERE event_id IS NULL',
  'I4: with several effects': 'SELECT event_id FROM effect GROUP BY consumer, event_id HAVING count(*) > 1',
  'I4: effects of what is not stored':
    'SELECT event_id FROM effect LEFT JOIN event ON id::text = event_id WHERE id IS NULL',
  'I6: the accounts do not add up': 'SELECT sum(fen) FROM booking HAVING sum(fen) <> 0',
  'I6: booked twice': 'SELECT event_id FROM booking GROUP BY event_id, account HAVING count(*) > 1',
  'I6: not booked on both accounts': `SELECT id FROM event LEFT JOIN
     (SELECT event_id FROM booking GROUP BY event_id HAVING count(*) = 2) AS b ON event_id = id::text WHERE event_id IS NULL`,
};

type Placed = { stream: string; version: number };

/** A version that was passed already is a repetition: that it is the same event was looked at elsewhere. */
const createOrder = () => {
  const heads = new Map<string, number>();
  const wrong: string[] = [];
  return {
    wrong,
    see: ({ stream, version }: Placed): void => {
      const head = heads.get(stream) ?? 0;
      if (version > head + 1 && wrong.length < 5) wrong.push(`${stream} ${version} after ${head}`);
      heads.set(stream, Math.max(head, version));
    },
  };
};

/**
 * The invariants over millions of facts, in memory that does not grow with them: what the databases hold is asked of
 * them or read past, what was acknowledged is a byte a command.
 */
export const judgeSoak = async (stage: Stage, service: Notes, load: Load): Promise<void> => {
  const startedAt = performance.now();
  const expectNone = (what: string, found: readonly unknown[]): void =>
    stage.expect(found.length === 0 ? what : `${what}: ${found.join(', ')}`, found.length === 0);
  const client = new pg.Client({ connectionString: service.migrationDatabaseUrl });
  client.on('error', () => undefined); // the query at hand fails with it
  await client.connect();
  stage.finally(() => client.end());
  await client.query('ANALYZE');
  // what finds nothing is guessed to be small, and would be joined row by row
  await client.query(`SET enable_nestloop = off; SET work_mem = '128MB'`);
  for (const [what, sql] of Object.entries(findings)) {
    const { rows } = await client.query<Record<string, unknown>>(`${sql} LIMIT 5`);
    expectNone(
      what,
      rows.flatMap((row) => Object.values(row)),
    );
  }

  const stored = createTally();
  const log = createOrder();
  const counted = await client.query<{ n: number }>('SELECT count(*)::int AS n FROM event');
  const all = counted.rows[0]?.n ?? 0;
  let events = 0;
  for await (const page of pagesOf(service.store.feed, all)) {
    events += page.length;
    for (const event of page) {
      stored.add(Number(event.metadata.correlationId.slice(2)), 1);
      log.see(event);
    }
  }
  stage.expect('the feed shows the whole log, each event once', events === all);
  expectNone('I3: out of order in the log', log.wrong);
  const lost: string[] = [];
  for (let command = 0; command < load.begun() && lost.length < 5; command += 1) {
    const acknowledged = load.acknowledged.of(command);
    if (acknowledged === 0 || stored.of(command) !== acknowledged)
      lost.push(`n-${command} (${stored.of(command)} of ${acknowledged} events)`);
  }
  expectNone('I1: acknowledged commands that are not stored as they were', lost);

  const consumer = createOrder();
  await client.query('BEGIN; DECLARE seen CURSOR FOR SELECT stream, version FROM delivery ORDER BY n');
  for (;;) {
    const { rows } = await client.query<Placed>('FETCH 20000 FROM seen');
    if (rows.length === 0) break;
    rows.forEach(consumer.see);
  }
  await client.query('COMMIT');
  expectNone('I3: out of order at the consumer', consumer.wrong);
  const seconds = (performance.now() - startedAt) / 1_000;
  stage.tell(`${load.begun()} commands, ${events} events, judged in ${seconds.toFixed(0)} s`);
};
