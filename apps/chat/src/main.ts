import { runMain, startService } from '@kefu/service';
import { chat } from './service.ts';

await runMain(() => startService(chat));
