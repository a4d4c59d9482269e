import type { ServiceName } from '@kefu/contracts';
import { runMain, startService } from '@kefu/service';

import { definitionOf } from './service-definitions.ts';

type Environments = Partial<Record<ServiceName, NodeJS.ProcessEnv>>;

/** `KEFU_ROLE=all`: every service in this process, each with the environment that would be its process's own. */
await runMain(async () => {
  const environments = JSON.parse(process.env.KEFU_ENVIRONMENTS ?? '{}') as Environments; // by the launcher
  const names = Object.keys(environments) as ServiceName[]; // as typed above
  return Promise.all(names.map(async (name) => startService(await definitionOf(name), environments[name])));
});
