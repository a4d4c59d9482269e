import { contest, type Settings } from '../contest.ts';
import { findPostgres } from '../database.ts';
import { reportOf, type Report } from '../report.ts';
import { createBareInsert } from './bare-insert.ts';
import { createEmmett } from './emmett.ts';
import { createKefu } from './kefu.ts';

const mostConcurrent = 64;
const loadOf = (concurrency: number) => `1 event, ${concurrency} at once`;
const loads = [1, 16, 64].map((concurrency) => ({ name: loadOf(concurrency), concurrency }));
const aims = [1, 16, 64].flatMap((concurrency) => [
  { load: loadOf(concurrency), against: 'emmett', atLeast: concurrency === 1 ? 2 : 5 },
  { load: loadOf(concurrency), against: 'bare INSERT', atLeast: concurrency === 1 ? 0.6 : 1.2 },
]);

/** One event to a new stream, as every command does it. */
export const append = async (settings: Settings): Promise<Report> => {
  const { version } = await findPostgres();
  const contestants = [
    await createKefu({ poolSize: mostConcurrent }),
    await createEmmett({ poolSize: mostConcurrent }),
    await createBareInsert({ poolSize: mostConcurrent }),
  ];
  try {
    return reportOf(
      'append',
      version,
      contestants,
      settings,
      await contest(loads, contestants, settings),
      aims,
    );
  } finally {
    for (const contestant of contestants) await contestant.close();
  }
};
