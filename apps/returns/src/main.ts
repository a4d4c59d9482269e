import { runMain, startService } from '@kefu/service';
import { returns } from './service.ts';

await runMain(() => startService(returns));
