import type { DomainEvent } from '@kefu/contracts';
import { defineView } from '@kefu/event-store';
import type { payload } from '../append/payload.ts';

export type CaseOpened = DomainEvent<'CaseOpened', typeof payload>;

export const table = 'stream text PRIMARY KEY, opened_at timestamptz NOT NULL, opened int NOT NULL';

const upsert = `
  INSERT INTO case_view AS v (stream, opened_at, opened)
  SELECT stream, opened_at, 1 FROM jsonb_to_recordset($1::jsonb) AS r (stream text, opened_at timestamptz)
  ON CONFLICT (stream) DO UPDATE SET opened = v.opened + 1`;

/** A row a stream, which each of its events changes. */
export const cases = defineView<CaseOpened>({
  name: 'cases',
  tables: ['case_view'],
  project: ({ stream, recordedAt }) => [{ sql: upsert, row: { stream, opened_at: recordedAt } }],
});
