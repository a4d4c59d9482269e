// Runs in a process of its own: `load-sample.ts <note>` writes there what the ready block shows of the sample shop.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { loadSample } from '../sample/load.ts';
import { home, secretsFile } from './places.ts';
import { progress } from './progress.ts';
import { keptSecrets } from './secrets.ts';
import { urlOf } from './services.ts';
import { readSettings } from './settings.ts';

const [note] = process.argv.slice(2);
if (note === undefined) throw new Error('load-sample needs the path of its note');

const settings = readSettings(process.env);
const { administratorPassword, samplePassword } = keptSecrets(secretsFile);
const sample = await loadSample({
  gatewayUrl: urlOf(settings, 'gateway'),
  carrierUrl: urlOf(settings, 'carrier'),
  administratorPassword,
  samplePassword,
  shopSiteDir: join(home.data, 'shop'),
  progress,
});
writeFileSync(note, JSON.stringify(sample));
