import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { services, type ServiceName } from '@kefu/contracts';
import { answersOk, SetupProblem, type Program } from '@kefu/servers';

import { builtMain } from './build.ts';
import { databaseOf, keysDatabaseOf, roleOf, urlFor } from './databases.ts';
import { home, projectRoot } from './places.ts';
import type { RunServers } from './run-servers.ts';
import { trustedKeys, type Secrets } from './secrets.ts';
import type { PortSetting, Settings } from './settings.ts';

export type Surroundings = { settings: Settings; secrets: Secrets; servers: RunServers };
type Environment = Record<string, string>;

const LEAN = ['--max-semi-space-size=4'];

export const portSettingOf = (name: ServiceName | 'carrier' | 'shop') =>
  `KEFU_PORT_${name.toUpperCase()}` as PortSetting;

const LOOPBACK = '127.0.0.1';
const EVERYWHERE = new Set(['0.0.0.0', '::']);

/** Only the gateway may be opened to others; it is the door to all that is behind it. */
const hostOf = ({ KEFU_HOST }: Settings, name: ServiceName | 'carrier' | 'shop'): string =>
  name === 'gateway' ? KEFU_HOST : LOOPBACK;

export const urlOf = (settings: Settings, name: ServiceName | 'carrier' | 'shop'): string => {
  const host = hostOf(settings, name);
  return `http://${EVERYWHERE.has(host) ? LOOPBACK : host}:${settings[portSettingOf(name)]}`;
};

const neighbours = (settings: Settings): Environment =>
  Object.fromEntries(services.map((name) => [`KEFU_${name.toUpperCase()}_URL`, urlOf(settings, name)]));

/** What only one service may know: its databases, its own keys, and the public halves of the others'. */
export const secretEnvironment = (name: ServiceName, server: string, secrets: Secrets): Environment => {
  const { password, key, masterKey } = secrets.services[name];
  return {
    KEFU_DATABASE_URL: urlFor(server, roleOf(name), password, databaseOf(name)),
    KEFU_KEYS_DATABASE_URL: urlFor(server, roleOf(name), password, keysDatabaseOf(name)),
    KEFU_SERVICE_KEY: JSON.stringify(key),
    KEFU_TRUSTED_KEYS: trustedKeys(secrets),
    KEFU_MASTER_KEY: masterKey,
    KEFU_PSEUDONYM_KEY: secrets.pseudonymKey,
    ...(name === 'logistics' ? { KEFU_CARRIER_SECRET: secrets.carrierSecret } : {}),
  };
};

const serviceEnvironment = (
  name: ServiceName,
  { settings, secrets, servers }: Surroundings,
): Environment => ({
  ...common(settings),
  ...neighbours(settings),
  ...secretEnvironment(name, servers.postgres.address, secrets),
  ...(name === 'gateway' ? { KEFU_ADMINISTRATOR_PASSWORD: secrets.administratorPassword } : {}),
  ...(name === 'logistics' ? { KEFU_CARRIER_URL: urlOf(settings, 'carrier') } : {}),
  KEFU_HOST: hostOf(settings, name),
  KEFU_PORT: String(settings[portSettingOf(name)]),
  KEFU_KAFKA_BROKERS: servers.kafka.address,
  KEFU_TEMPORAL_ADDRESS: servers.temporal.address,
  KEFU_TEMPORAL_NAMESPACE: settings.KEFU_TEMPORAL_NAMESPACE,
  KEFU_DATA_DIR: join(home.data, name),
});

const common = ({ KEFU_LOG_LEVEL, KEFU_OTLP_URL }: Settings): Environment => ({
  NODE_ENV: 'production',
  TZ: 'UTC',
  MALLOC_ARENA_MAX: '2', // glibc's arenas, one a thread, keep tens of MB
  PATH: process.env.PATH ?? '',
  KEFU_LOG_LEVEL,
  ...(KEFU_OTLP_URL === undefined ? {} : { KEFU_OTLP_URL }),
});

const isReady = (settings: Settings, name: ServiceName | 'carrier' | 'shop'): Promise<boolean> =>
  answersOk(`${urlOf(settings, name)}/ready`);

const portOf = (settings: Settings, name: ServiceName | 'carrier' | 'shop') => {
  const setting = portSettingOf(name);
  return { setting, port: settings[setting] };
};

/** What our own programs listen on, known before anything is built. */
export const ourPorts = (settings: Settings): Pick<Program, 'name' | 'ports'>[] =>
  ([...services, 'carrier', 'shop'] as const).map((name) => ({ name, ports: [portOf(settings, name)] }));

const node = { command: process.execPath, stopSignal: 'SIGTERM', cwd: projectRoot } as const;

const serviceProgram = (name: ServiceName, surroundings: Surroundings): Program => {
  const main = builtMain(name);
  if (!existsSync(main)) throw new SetupProblem(`The build left no ${main}: look at \`npm run build\`.`);
  const { settings } = surroundings;
  return {
    ...node,
    name,
    args: [...LEAN, main],
    env: serviceEnvironment(name, surroundings),
    ports: [portOf(settings, name)],
    ready: () => isReady(settings, name),
  };
};

/** All services in one process; each still reads only its own environment, handed over as JSON. */
const allInOneProgram = (surroundings: Surroundings): Program => {
  const { settings } = surroundings;
  const environments = services.map((name) => [name, serviceEnvironment(name, surroundings)]);
  return {
    ...node,
    name: 'services',
    args: [...LEAN, join(projectRoot, 'infra/all-in-one.ts')],
    env: { ...common(settings), KEFU_ENVIRONMENTS: JSON.stringify(Object.fromEntries(environments)) },
    ports: services.map((name) => portOf(settings, name)),
    ready: async () => (await Promise.all(services.map((name) => isReady(settings, name)))).every(Boolean),
  };
};

/** Stands in for what surrounds the sample merchant: a carrier's system and the shops' site. */
const standInsProgram = ({ settings, secrets }: Surroundings): Program => {
  return {
    ...node,
    name: 'stand-ins',
    args: [...LEAN, '--conditions=kefu-source', join(projectRoot, 'infra/stand-ins/stand-ins.ts')],
    env: {
      ...common(settings),
      KEFU_CARRIER_SECRET: secrets.carrierSecret,
      KEFU_PORT: String(settings.KEFU_PORT_CARRIER),
      KEFU_LOGISTICS_URL: urlOf(settings, 'logistics'),
      KEFU_DATA_DIR: join(home.data, 'carrier'),
      KEFU_PORT_SHOP: String(settings.KEFU_PORT_SHOP),
      KEFU_GATEWAY_URL: urlOf(settings, 'gateway'),
      KEFU_SHOP_DIR: join(home.data, 'shop'),
    },
    ports: [portOf(settings, 'carrier'), portOf(settings, 'shop')],
    ready: () => isReady(settings, 'carrier'),
  };
};

export const ourPrograms = (surroundings: Surroundings): Program[] => {
  const ours =
    surroundings.settings.KEFU_ROLE === 'all'
      ? [allInOneProgram(surroundings)]
      : services.map((name) => serviceProgram(name, surroundings));
  return [...ours, standInsProgram(surroundings)];
};
