import { contest, type Settings } from '../contest.ts';
import { findPostgres } from '../database.ts';
import { reportOf, type Report } from '../report.ts';
import { createBareInsert } from './bare-insert.ts';
import { createEmmett } from './emmett.ts';
import { createKefu } from './kefu.ts';

const mostConcurrent = 64;
const loads = [1, 16, 64].map((concurrency) => ({ name: `1 event, ${concurrency} at once`, concurrency }));

/** One event to a new stream, as every command does it. */
export const append = async (settings: Settings): Promise<Report> => {
  const { version } = await findPostgres();
  const contestants = [
    await createKefu(mostConcurrent),
    await createEmmett(mostConcurrent),
    await createBareInsert(mostConcurrent),
  ];
  try {
    return reportOf('append', version, contestants, settings, await contest(loads, contestants, settings));
  } finally {
    for (const contestant of contestants) await contestant.close();
  }
};
