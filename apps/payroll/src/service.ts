import { defineService } from '@kefu/service';
import { ReadModels1790000001000 } from '../migrations/1790000001000-read-models.ts';
import type { PayrollEvent } from './events.ts';
import { entries } from './ledger/entries.view.ts';
import { publishEntry } from './ledger/published.ts';
import { PayrollModule } from './payroll.module.ts';
import { rateTable } from './rate/rates.view.ts';

/** Keeps what counts for each agent's pay. */
export const payroll = defineService<PayrollEvent>({
  name: 'payroll',
  port: 18_805,
  module: PayrollModule,
  migrations: [ReadModels1790000001000],
  views: [entries, rateTable],
  publish: (event) => (event.type === 'EntryRecorded' ? publishEntry(event) : undefined),
});
