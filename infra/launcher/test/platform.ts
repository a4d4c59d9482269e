import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import { homeOf, runningRecord } from '@kefu/servers';

import { launcherRecord, projectRoot } from '../places.ts';

const SET = 'e2e';
const home = homeOf(projectRoot, SET);

const ports = {
  KEFU_PORT_GATEWAY: '19700',
  KEFU_PORT_CHAT: '19701',
  KEFU_PORT_ORDERS: '19702',
  KEFU_PORT_LOGISTICS: '19703',
  KEFU_PORT_RETURNS: '19704',
  KEFU_PORT_PAYROLL: '19705',
  KEFU_PORT_INTEGRATIONS: '19706',
  KEFU_PORT_SHOP: '19708',
  KEFU_PORT_CARRIER: '19709',
  KEFU_PORT_POSTGRES: '19732',
  KEFU_PORT_TEMPORAL: '19733',
  KEFU_PORT_TEMPORAL_UI: '19734',
  KEFU_PORT_KAFKA: '19792',
  KEFU_PORT_KAFKA_CONTROLLER: '19793',
};

const kefu = (...args: string[]): void => {
  execFileSync(join(projectRoot, 'infra/kefu'), args, {
    cwd: projectRoot,
    env: { ...process.env, ...ports, KEFU_SET: SET },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
};

export const testPlatformRuns = (): boolean => runningRecord(home, launcherRecord) !== undefined;

/** Starts or finds a kefu of their own for the tests of whole journeys, with the sample shop in it: where it is. */
export const testPlatform = (): Record<string, string> => {
  kefu('start', '--detach');
  return { KEFU_SET: SET, ...ports };
};

/** Its data goes with it: the next run begins with a fresh shop. */
export const removeTestPlatform = (): void => kefu('reset', '--yes');
