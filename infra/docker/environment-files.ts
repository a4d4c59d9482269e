import { services } from '@kefu/contracts';

import type { Secrets } from '../launcher/secrets.ts';
import { secretEnvironment } from '../launcher/services.ts';

const format = (environment: Record<string, string>): string =>
  Object.entries(environment)
    .map(([name, value]) => `${name}='${value}'\n`)
    .join('');

/** For each container the file that its process reads its secrets from. */
export const environmentFiles = (server: string, secrets: Secrets): [name: string, content: string][] => [
  ...services.map((name): [string, string] => [name, format(secretEnvironment(name, server, secrets))]),
  ['stand-ins', format({ KEFU_CARRIER_SECRET: secrets.carrierSecret })],
];
