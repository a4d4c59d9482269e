import { createBareInsert } from '../append/bare-insert.ts';
import { createEmmett } from '../append/emmett.ts';
import { createKefu } from '../append/kefu.ts';
import { contest, type Contestant, type Result, type Settings } from '../contest.ts';
import { findPostgres } from '../database.ts';
import { reportOf, type Report } from '../report.ts';

const poolSize = 32;
const sizes = [10, 100];
const loadOf = (events: number) => `${events} events in one decision, 16 at once`;
const aims = sizes.flatMap((events) => [
  { load: loadOf(events), against: 'emmett', atLeast: 4 },
  { load: loadOf(events), against: 'bare INSERT', atLeast: 1 },
]);

/** Several events of one decision to a new stream. Figures count decisions. */
export const appendBatch = async (settings: Settings): Promise<Report> => {
  const { version } = await findPostgres();
  const results: Result[] = [];
  let contestants: Contestant[] = [];
  for (const events of sizes) {
    contestants = [
      await createKefu({ poolSize, events }),
      await createEmmett({ poolSize, events }),
      await createBareInsert({ poolSize, events }),
    ];
    try {
      results.push(...(await contest([{ name: loadOf(events), concurrency: 16 }], contestants, settings)));
    } finally {
      for (const contestant of contestants) await contestant.close();
    }
  }
  return reportOf('append-batch', version, contestants, settings, results, aims);
};
