import { runMain, startService } from '@kefu/service';
import { integrations } from './service.ts';

await runMain(() => startService(integrations));
