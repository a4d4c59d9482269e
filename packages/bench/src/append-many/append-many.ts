import { createEventStore, defineView } from '@kefu/event-store';
import type { DomainEvent } from '@kefu/contracts';
import { complaintOf } from '../append/kefu.ts';
import { metadata, newStream, payload } from '../append/payload.ts';
import { contest, type Contestant, type Settings } from '../contest.ts';
import { createLogDatabase, findPostgres } from '../database.ts';
import { reportOf, type Report } from '../report.ts';

const streams = 1_000;

const openCases = defineView({
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

const createBulk = async ({ name, views, personal }: Kind): Promise<Contestant> => {
  const database = await createLogDatabase('bench_many', {
    open_case: 'stream text PRIMARY KEY, opened_at timestamptz NOT NULL',
  });
  const store = createEventStore<DomainEvent<string, typeof payload & { customerId: string }>>({
    databaseUrl: database.databaseUrl,
    ownerDatabaseUrl: database.migrationDatabaseUrl,
    keys: { databaseUrl: database.keysDatabaseUrl, masterKey: Buffer.alloc(32, 1) },
    views: views ? [openCases] : [],
    personal: personal ? { CaseOpened: { subject: 'customerId', fields: ['words'] } } : {},
  });
  return {
    name,
    version: '0.1.0',
    work: async () => {
      const appends = Array.from({ length: streams }, () => {
        const stream = newStream();
        const events = [{ type: 'CaseOpened', data: { ...payload, customerId: `cu_${stream}` } }];
        return { stream, expected: 'none' as const, events, metadata };
      });
      await store.commit({ appends });
      return appends[0]?.stream ?? '';
    },
    complaint: (acknowledged) => complaintOf(store, acknowledged * streams),
    close: async () => {
      await store.close();
      await database.close();
    },
  };
};

/** A thousand new streams in one transaction, as an import writes orders. Figures count transactions. */
export const appendMany = async (settings: Settings): Promise<Report> => {
  const { version } = await findPostgres();
  const contestants = [
    await createBulk({ name: 'events', views: false, personal: false }),
    await createBulk({ name: 'events and a view', views: true, personal: false }),
    await createBulk({ name: 'events, a view, new customers’ keys', views: true, personal: true }),
  ];
  const loads = [1, 2].map((concurrency) => ({
    name: `${streams} streams, ${concurrency} at once`,
    concurrency,
  }));
  try {
    return reportOf(
      'append-many',
      version,
      contestants,
      settings,
      await contest(loads, contestants, settings),
    );
  } finally {
    for (const contestant of contestants) await contestant.close();
  }
};
