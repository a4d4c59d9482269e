import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { services } from '@kefu/contracts';
import { createTopics } from '@kefu/servers';
import { z } from 'zod';

import { fingerprintOfSources } from '../launcher/build.ts';
import { markMigrated, prepareDatabases } from '../launcher/databases.ts';
import { migrate } from '../launcher/migrate.ts';
import { progress } from '../launcher/progress.ts';
import { keptSecrets } from '../launcher/secrets.ts';
import { environmentFiles } from './environment-files.ts';

/** What the `migrate` container of docker-compose.yml does before any service starts. */
const { KEFU_POSTGRES_URL: server, KEFU_KAFKA_BROKERS: brokers } = z
  .object({ KEFU_POSTGRES_URL: z.url(), KEFU_KAFKA_BROKERS: z.string() })
  .parse(process.env);

const volumes = '/run/kefu';
const secrets = keptSecrets(join(volumes, 'secrets/secrets.json'));
const build = fingerprintOfSources();

const outdated = await prepareDatabases(server, secrets, build);
progress(`migrating ${outdated.join(', ') || 'nothing: all is up to date'}`);
if (outdated.length > 0) await migrate(outdated, { server, secrets });
await markMigrated(server, secrets, build, outdated);
await createTopics(
  brokers,
  services.map((service) => ({ topic: `kefu.${service}` })),
);
for (const [name, content] of environmentFiles(server, secrets)) {
  writeFileSync(join(volumes, name, '.env'), content, { mode: 0o600 });
}
progress('set up');
