import pg from 'pg';
import { createEventStore, type Position } from '@kefu/event-store';
import { metadata, newStream, payload } from '../append/payload.ts';
import type { Result, Settings } from '../contest.ts';
import { createLogDatabase, findPostgres } from '../database.ts';
import { counter, type CaseOpened } from '../decide/counter.ts';
import { measure, spreadOf } from '../measure.ts';
import { reportOf, type Report } from '../report.ts';

const perStream = 100;

/** Fills the log on the server, in transactions of 10,000 events, each under an id of its own. */
const fill = async (url: string, from: number, to: number): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (let begin = from; begin < to; begin += 10_000) {
    await client.query(
      `INSERT INTO event (epoch, xid, sequence, recorded_at, stream, version, type, schema_version, id, data, metadata)
       SELECT 1, pg_current_xact_id(), n, clock_timestamp(), 'case-' || (n / ${perStream}), n % ${perStream} + 1,
              'CaseOpened', 1, gen_random_uuid(), $3, $4
       FROM generate_series($1::int, $2::int - 1) AS n`,
      [begin, Math.min(begin + 10_000, to), JSON.stringify(payload), JSON.stringify(metadata)],
    );
  }
  await client.query('ANALYZE event');
  await client.end();
};

/**
 * What one append, one load of a stream of 100 and one page of the feed cost as the log grows. `kefu` is the small log;
 * the others say how many times as fast it was.
 */
export const growth = async (settings: Settings): Promise<Report> => {
  const { version } = await findPostgres();
  const database = await createLogDatabase('bench_growth');
  const store = createEventStore<CaseOpened>({
    databaseUrl: database.databaseUrl,
    keys: { databaseUrl: database.keysDatabaseUrl, masterKey: Buffer.alloc(32, 1) },
  });
  const events: CaseOpened[] = [{ type: 'CaseOpened', data: payload }];
  const results: Result[] = [];
  try {
    let size = 0;
    for (const wanted of [10_000, 1_000_000, ...(settings.large ? [20_000_000] : [])]) {
      process.stderr.write(`filling the log up to ${wanted.toLocaleString('en')} events\n`);
      await fill(database.migrationDatabaseUrl, size, wanted);
      size = wanted;
      let after: Position | null = null;
      const works = {
        'append 1 event, 16 at once': async () => {
          await store.commit({ appends: [{ stream: newStream(), expected: 'none', events, metadata }] });
        },
        'load a stream of 100, 16 at once': async () => {
          const { version: head } = await store.load(
            `case-${Math.floor((Math.random() * size) / perStream)}`,
            counter,
          );
          if (head !== perStream) throw new Error(`a stream of ${head} events`);
        },
        'read 500 events of the feed, one after the other': async () => {
          const page = await store.feed({ after, limit: 500 });
          after = page.events.length < 500 ? null : page.position;
        },
      };
      for (const [load, work] of Object.entries(works)) {
        const concurrency = load.includes('16') ? 16 : 1;
        await measure(work, { concurrency, durationMs: 500 });
        const rounds = [];
        for (let round = 0; round < settings.rounds; round++)
          rounds.push(await measure(work, { concurrency, durationMs: settings.durationMs }));
        const perSecond = spreadOf(rounds.map((round) => round.perSecond));
        const small = results.find((result) => result.load === load);
        results.push({
          load,
          contestant: `${size.toLocaleString('en')} events`,
          perSecond,
          p50: spreadOf(rounds.map(({ p50 }) => p50)),
          p99: spreadOf(rounds.map(({ p99 }) => p99)),
          correctness: 'clean',
          ...(small && { kefuTimes: spreadOf([small.perSecond.median / perSecond.median]) }),
        });
      }
    }
    const { rows } = await store.pool.query<{ bytes: number }>(
      `SELECT (pg_total_relation_size('event') / count(*))::int AS bytes FROM event`,
    );
    process.stderr.write(`${rows[0]?.bytes} bytes on disk an event; ${rss()} MB of memory\n`);
    return reportOf('growth', version, [{ name: 'kefu', version: '0.1.0' }], settings, results);
  } finally {
    await store.close();
    await database.close();
  }
};

const rss = () => Math.round(process.memoryUsage.rss() / 2 ** 20);
