import { runMain, startService } from '@kefu/service';
import { logistics } from './service.ts';

await runMain(() => startService(logistics));
