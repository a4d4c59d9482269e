import { runMain, startService } from '@kefu/service';
import { gateway } from './service.ts';

await runMain(() => startService(gateway));
