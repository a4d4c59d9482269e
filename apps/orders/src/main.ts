import { runMain, startService } from '@kefu/service';
import { orders } from './service.ts';

await runMain(() => startService(orders));
