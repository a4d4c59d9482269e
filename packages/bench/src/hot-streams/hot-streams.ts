import { createEmmett } from '../append/emmett.ts';
import { createKefu } from '../append/kefu.ts';
import { contest, type Contestant, type Settings } from '../contest.ts';
import { findPostgres } from '../database.ts';
import { reportOf, type Report } from '../report.ts';

const load = '16 writers on 4 streams, any version';
const withoutFeed = ({ follow: _, ...contestant }: Contestant): Contestant => contestant;

/** Many writers append to few streams and do not care at which version. */
export const hotStreams = async (settings: Settings): Promise<Report> => {
  const { version } = await findPostgres();
  const options = { poolSize: 32, streams: 4 };
  const contestants = [await createKefu(options), await createEmmett(options)].map(withoutFeed);
  try {
    const results = await contest([{ name: load, concurrency: 16 }], contestants, settings);
    const aims = [{ load, against: 'emmett', atLeast: 3 }];
    return reportOf('hot-streams', version, contestants, settings, results, aims);
  } finally {
    for (const contestant of contestants) await contestant.close();
  }
};
