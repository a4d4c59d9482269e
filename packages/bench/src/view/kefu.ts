import { randomUUID } from 'node:crypto';
import { defineView } from '@kefu/event-store';
import type { Caller } from '../frame/calls.ts';
import { kefu, openKefuLog } from '../contestants/kefu-log.ts';
import { createStreamNames, metadata, payload } from '../contestants/payload.ts';
import type { WordsAdded } from '../decide/words.ts';
import { complaintOfViews } from './audit.ts';
import { columns, table, upsertFrom } from './case-row.ts';

const sql = upsertFrom(
  'SELECT stream, 1, words FROM jsonb_to_recordset($1::jsonb) AS told (stream text, words text)',
);
const caseRows = defineView<WordsAdded>({
  name: 'case_rows',
  tables: [table],
  project: ({ stream, data: { words } }) => [{ sql, row: { stream, words } }],
});

export const createKefu = async (seed: number): Promise<Caller> => {
  const { store, close } = await openKefuLog<WordsAdded>('view', {
    tables: { [table]: columns },
    views: [caseRows],
  });
  const newStream = createStreamNames(seed);
  const events: WordsAdded[] = [{ type: 'WordsAdded', data: payload }];
  let commands = 0;
  return {
    ...kefu,
    work: async () => {
      const stream = newStream();
      await store.commit({
        appends: [{ stream, expected: 'none', events, metadata }],
        inbox: { consumer: 'bench', eventId: randomUUID() },
      });
      commands++;
      return stream;
    },
    complaint: () => complaintOfViews(store.pool, commands),
    close,
  };
};
