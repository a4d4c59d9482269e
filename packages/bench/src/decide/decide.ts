import { contest, type Contestant, type Result, type Settings } from '../contest.ts';
import { findPostgres } from '../database.ts';
import { reportOf, type Report } from '../report.ts';
import { createEmmettDecider } from './emmett.ts';
import { createKefuDecider } from './kefu.ts';

const poolSize = 32;
const cases = [
  { load: 'a stream of 100 events, 16 at once', streams: 256, length: 100 },
  {
    load: 'a stream of 10,000 events with snapshots, 16 at once',
    streams: 16,
    length: 10_000,
    snapshots: { shape: 'counter@1', every: 100 },
  },
];
const aims = cases.map(({ load }) => ({ load, against: 'emmett', atLeast: 3 }));

/** Load, decide, append. The peer has no snapshots. */
export const decide = async (settings: Settings): Promise<Report> => {
  const { version } = await findPostgres();
  const results: Result[] = [];
  let contestants: Contestant[] = [];
  for (const { load, ...stream } of cases) {
    contestants = [
      await createKefuDecider({ poolSize, ...stream }),
      await createEmmettDecider({ poolSize, ...stream }),
    ];
    try {
      results.push(...(await contest([{ name: load, concurrency: 16 }], contestants, settings)));
    } finally {
      for (const contestant of contestants) await contestant.close();
    }
  }
  return reportOf('decide', version, contestants, settings, results, aims);
};
