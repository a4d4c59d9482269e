// `npm run publish-schemas -w @kefu/contracts`: writes the schemas and golden examples of events that are new, and
// refuses to touch a published one in a way that would break its readers. Both API documents and docs/events.md follow.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { publicEvents } from '../events/index.ts';
import type { EventContract } from '../public-event.ts';
import { asyncApi } from './async-api.ts';
import { eventCatalogue } from './catalogue.ts';
import { breakingChanges } from './grows-only.ts';
import { openApi } from './open-api.ts';

const folder = new URL('../../published/', import.meta.url);
const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
mkdirSync(folder, { recursive: true });

for (const contract of Object.values(publicEvents) as EventContract<string, z.ZodType>[]) {
  const today = z.toJSONSchema(contract.data);
  const schemaFile = new URL(`${contract.type}.schema.json`, folder);
  if (existsSync(schemaFile)) {
    const breaking = breakingChanges(JSON.parse(readFileSync(schemaFile, 'utf8')), today);
    if (breaking.length > 0)
      throw new Error(
        `${contract.type} may only grow:\n${breaking.join('\n')}\nMake a new version of the event instead.`,
      );
  }
  writeFileSync(schemaFile, json(today));
  const goldenFile = new URL(`${contract.type}.example.json`, folder);
  if (!existsSync(goldenFile)) writeFileSync(goldenFile, json(contract.example));
}
const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};
writeFileSync(new URL('openapi.json', folder), json(openApi(version)));
writeFileSync(new URL('asyncapi.json', folder), json(asyncApi(version)));
writeFileSync(new URL('../../../../docs/events.md', import.meta.url), eventCatalogue());
