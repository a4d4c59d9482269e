import { defineView } from '@kefu/event-store';
import type { DomainEvent } from '@kefu/contracts';
import { complaintOfFeed, openKefuLog } from '../contestants/kefu-log.ts';
import { createStreamNames, metadata, payload } from '../contestants/payload.ts';
import type { Benchmark } from '../frame/benchmark.ts';
import { calling, type Caller } from '../frame/calls.ts';

const streams = 1_000;

type CaseOpened = DomainEvent<'CaseOpened', typeof payload & { customerId: string }>;

const openCases = defineView<CaseOpened>({
  name: 'open_cases',
  tables: ['open_case'],
  project: ({ stream, recordedAt }) => [
    {
      sql: `INSERT INTO open_case (stream, opened_at)
            SELECT * FROM jsonb_to_recordset($1::jsonb) AS r (stream text, opened_at timestamptz)`,
      row: { stream, opened_at: recordedAt },
    },
  ],
});

type Kind = { name: string; views: boolean; personal: boolean };

const createBulk = async (seed: number, { name, views, personal }: Kind): Promise<Caller> => {
  const { store, close } = await openKefuLog<CaseOpened>('many', {
    tables: { open_case: 'stream text PRIMARY KEY, opened_at timestamptz NOT NULL' },
    views: views ? [openCases] : [],
    personal: personal ? { CaseOpened: { subject: 'customerId', fields: ['words'] } } : {},
  });
  const newStream = createStreamNames(seed);
  let appended = 0;
  return {
    name,
    version: '0.1.0',
    work: async () => {
      const appends = Array.from({ length: streams }, () => {
        const stream = newStream();
        const events: CaseOpened[] = [
          { type: 'CaseOpened', data: { ...payload, customerId: `cu_${stream}` } },
        ];
        return { stream, expected: 'none' as const, events, metadata };
      });
      await store.commit({ appends });
      appended += streams;
      return appends[0]?.stream ?? '';
    },
    complaint: () => complaintOfFeed(store, appended),
    close,
  };
};

export const appendMany: Benchmark = {
  name: 'append-many',
  what: 'A thousand new streams in one transaction, as an import writes orders; figures count transactions.',
  aims: [],
  prepare: async ({ seed }) => ({
    loads: [1, 2].map((concurrency) => ({ name: `1,000 streams, ${concurrency} at once`, concurrency })),
    contestants: [
      await createBulk(seed, { name: 'kefu', views: false, personal: false }),
      await createBulk(seed, { name: 'kefu with a view', views: true, personal: false }),
      await createBulk(seed, {
        name: 'kefu with a view and new customers’ keys',
        views: true,
        personal: true,
      }),
    ].map(calling),
  }),
};
