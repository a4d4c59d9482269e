import { randomUUID } from 'node:crypto';
import { createEventStore } from '@kefu/event-store';
import { complaintOf } from '../append/kefu.ts';
import { metadata, newStream, payload } from '../append/payload.ts';
import { contest, type Contestant, type Settings } from '../contest.ts';
import { createLogDatabase, findPostgres } from '../database.ts';
import { reportOf, type Report } from '../report.ts';
import { createByHand } from './by-hand.ts';
import { cases, table, type CaseOpened } from './cases-view.ts';

const poolSize = 32;
const load = 'append, inline view and inbox mark, 16 at once';

const createKefuView = async (): Promise<Contestant> => {
  const database = await createLogDatabase('bench_view', { case_view: table });
  const store = createEventStore<CaseOpened>({
    databaseUrl: database.databaseUrl,
    poolSize,
    keys: { databaseUrl: database.keysDatabaseUrl, masterKey: Buffer.alloc(32, 1) },
    views: [cases],
  });
  const events: CaseOpened[] = [{ type: 'CaseOpened', data: payload }];
  return {
    name: 'kefu',
    version: '0.1.0',
    work: async () => {
      const stream = newStream();
      const inbox = { consumer: 'bench', eventId: randomUUID() };
      await store.commit({ appends: [{ stream, expected: 'none', events, metadata }], inbox });
      return stream;
    },
    complaint: async (acknowledged) => {
      const { rows } = await store.pool.query<{ stored: number }>(
        'SELECT count(*)::int AS stored FROM case_view',
      );
      if (rows[0]?.stored !== acknowledged) return `${rows[0]?.stored} rows of ${acknowledged}`;
      return complaintOf(store, acknowledged);
    },
    close: async () => {
      await store.close();
      await database.close();
    },
  };
};

/** A consumer's effect: an event, what it changes in a read model, and the mark that it was done. */
export const view = async (settings: Settings): Promise<Report> => {
  const { version } = await findPostgres();
  const contestants = [await createKefuView(), await createByHand(poolSize)];
  try {
    const results = await contest([{ name: load, concurrency: 16 }], contestants, settings);
    const aims = [{ load, against: 'by hand', atLeast: 1.2 }];
    return reportOf('view', version, contestants, settings, results, aims);
  } finally {
    for (const contestant of contestants) await contestant.close();
  }
};
