import { defineView } from '@kefu/event-store';
import { kefu, openKefuLog } from '../contestants/kefu-log.ts';
import { metadata } from '../contestants/payload.ts';
import type { WordsAdded } from '../decide/words.ts';
import type { Contestant } from '../frame/contestant.ts';
import { byStream, columns, complaintOfHashes, table, tellings, upsertFrom } from './case-count.ts';

const sql = upsertFrom(
  `SELECT stream, 1, length(last), last FROM jsonb_to_recordset($1::jsonb) AS told (stream text, last text)`,
);
export const caseCounts = defineView<WordsAdded>({
  name: 'case_counts',
  tables: [table],
  project: ({ stream, data }) => [{ sql, row: { stream, last: data.at } }],
});

/** The inline view, kept while the log was filled, is what every rebuild must come to. */
export const createKefu = async (count: number, seed: number): Promise<Contestant> => {
  const { store, close } = await openKefuLog<WordsAdded>('rebuild', {
    tables: { [table]: columns },
    views: [caseCounts],
  });
  for (const page of tellings(count, seed)) {
    const appends = [...byStream(page)].map(([stream, events]) => ({
      stream,
      expected: 'any' as const,
      events,
      metadata,
    }));
    await store.commit({ appends });
  }
  const right = await store.hash(caseCounts);
  const hashes: string[] = [];
  return {
    ...kefu,
    round: async () => {
      const began = performance.now();
      const { events, hash } = await store.rebuild(caseCounts);
      hashes.push(events === count ? hash : `${events} events`);
      return { perSecond: (events * 1_000) / (performance.now() - began) };
    },
    complaint: async () => complaintOfHashes(hashes, right),
    remark: () => `${hashes.length} rebuilds`,
    close,
  };
};
