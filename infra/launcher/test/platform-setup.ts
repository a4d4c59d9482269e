import { testPlatform } from './platform.ts';

/** Jest's global setup of the e2e project; a platform named in the environment is taken as it is. */
const platformSetup = async (): Promise<void> => {
  if (process.env.KEFU_TEST_GATEWAY_URL === undefined) Object.assign(process.env, testPlatform());
};

export default platformSetup;
