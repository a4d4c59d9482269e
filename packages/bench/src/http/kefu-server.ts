// The service in a process of its own; its environment comes as settings.
import { startService } from '@kefu/service';
import { childSettings, tellParent, whenLeft } from '../frame/child.ts';
import { casesService } from './cases-service.ts';

const service = await startService(casesService, childSettings<NodeJS.ProcessEnv>());
await service.ready;
process.on('message', () => tellParent({ rss: process.memoryUsage.rss() }));
whenLeft(() => service.stop());
tellParent({ url: service.url });
