import { testPlatform } from './platform.ts';

/** Jest's global setup of the e2e project. With KEFU_SET=run the tests use the kefu that `npm start` started. */
const platformSetup = async (): Promise<void> => {
  if (process.env.KEFU_SET === undefined) Object.assign(process.env, testPlatform());
};

export default platformSetup;
