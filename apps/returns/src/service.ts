import { defineService } from '@kefu/service';
import { CasesRefundsOrders1790000000001 } from '../migrations/1-cases-refunds-orders.ts';
import { cases } from './case/cases.view.ts';
import { publish } from './case/published.ts';
import { personal, type ReturnsEvent } from './events.ts';
import { ReturnsModule } from './returns.module.ts';
import { refunds } from './settlement/refunds.view.ts';
import { complaints } from './warehouse-complaint/complaints.view.ts';
import { startWeightChecks } from './weight-check/start-weight-checks.ts';
import { weightCheckReader } from './weight-check/tell-weight-checks.ts';

export const returns = defineService<ReturnsEvent>({
  name: 'returns',
  port: 18804,
  module: ReturnsModule,
  migrations: [CasesRefundsOrders1790000000001],
  personal,
  views: [cases, refunds, complaints],
  readers: [weightCheckReader],
  publish,
  conflicts: [
    'case-open-already',
    'line-refunded-already',
    'case-not-awaiting-person',
    'case-not-awaiting-approval',
    'refund-paid-already',
  ],
  async workers(context) {
    return startWeightChecks(context);
  },
});
