import { runMain, startService } from '@kefu/service';
import { payroll } from './service.ts';

await runMain(() => startService(payroll));
