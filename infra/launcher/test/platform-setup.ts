import { join } from 'node:path';

import { homeOf } from '@kefu/servers';

import { projectRoot } from '../places.ts';
import { keptSecrets } from '../secrets.ts';
import { urlOf } from '../services.ts';
import { readSettings } from '../settings.ts';
import { testPlatform } from './platform.ts';

/** How a stranger, who has only an address and passwords, gets in. */
const accessTo = (set: string): Record<string, string> => {
  const settings = readSettings(process.env);
  const { administratorPassword, samplePassword } = keptSecrets(
    join(homeOf(projectRoot, set).base, 'secrets.json'),
  );
  return {
    KEFU_TEST_GATEWAY_URL: urlOf(settings, 'gateway'),
    KEFU_TEST_ADMINISTRATOR_PASSWORD: administratorPassword,
    KEFU_TEST_SAMPLE_PASSWORD: samplePassword,
  };
};

/** Jest's global setup of the e2e project. With KEFU_SET=run the tests use the kefu that `npm start` started. */
const platformSetup = async (): Promise<void> => {
  if (process.env.KEFU_SET === undefined) Object.assign(process.env, testPlatform());
  Object.assign(process.env, accessTo(process.env.KEFU_SET ?? 'run'));
};

export default platformSetup;
