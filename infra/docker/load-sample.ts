import { z } from 'zod';

import { progress } from '../launcher/progress.ts';
import { keptSecrets } from '../launcher/secrets.ts';
import { loadSample } from '../sample/load.ts';

const url = z.url();
const environment = z
  .object({ KEFU_GATEWAY_URL: url, KEFU_CARRIER_URL: url, KEFU_ADMINISTRATOR_PASSWORD: z.string() })
  .parse(process.env);

const { readyLines } = await loadSample({
  gatewayUrl: environment.KEFU_GATEWAY_URL,
  carrierUrl: environment.KEFU_CARRIER_URL,
  administratorPassword: environment.KEFU_ADMINISTRATOR_PASSWORD,
  samplePassword: keptSecrets('/run/kefu/secrets/secrets.json').samplePassword,
  shopSiteDir: '/var/lib/kefu',
  progress,
});
console.log(readyLines.join('\n'));
