import { existsSync, readFileSync } from 'node:fs';

import { services, type ServiceName } from '@kefu/contracts';

import { databaseOf, keysDatabaseOf, ownerOf, roleOf, urlFor } from '../launcher/databases.ts';
import { secretsFile } from '../launcher/places.ts';
import type { Secrets } from '../launcher/secrets.ts';
import { urlOf } from '../launcher/services.ts';
import { readSettings } from '../launcher/settings.ts';
import { exitCodes, OperatorProblem } from './problem.ts';

/** How an operator gets at one service's data. */
export type ServiceAccess = {
  service: ServiceName;
  /** In the service's own role. */
  databaseUrl: string;
  /** As the owner of its tables: rebuilding a view makes new ones. */
  ownerDatabaseUrl: string;
  keysDatabaseUrl: string;
  /** Base64; opens the data keys, and so personal data. */
  masterKey: string;
};

export type Installation = {
  accessTo(service: ServiceName): ServiceAccess;
  kafkaBrokers: string;
  topicPrefix: string;
  gatewayUrl: string;
  /** Base64; turns a shop's buyer into a pseudonym. */
  pseudonymKey: string | undefined;
  /** The account that signs in where a command goes through the gateway. */
  account: { name: string; password: string | undefined };
};

type Environment = Record<string, string | undefined>;

const readSecrets = (env: Environment): Secrets | undefined => {
  const path = env.KEFU_SECRETS || secretsFile;
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as Secrets; // written by the launcher
  if (env.KEFU_SECRETS)
    throw new OperatorProblem(`KEFU_SECRETS names ${path}, where there is no file.`, exitCodes.wrongUse);
  return undefined;
};

/**
 * Where this kefu is, by the launcher's secrets, or by a variable for each address: KEFU_ORDERS_DATABASE_URL,
 * KEFU_ORDERS_OWNER_DATABASE_URL, KEFU_ORDERS_KEYS_DATABASE_URL, KEFU_ORDERS_MASTER_KEY, likewise for every service.
 */
export const readInstallation = (env: Environment): Installation => {
  const settings = readSettings(env);
  const secrets = readSecrets(env);
  const server = settings.KEFU_POSTGRES_URL ?? `postgres://127.0.0.1:${settings.KEFU_PORT_POSTGRES}`;

  const given = (service: ServiceName, what: string, otherwise: (known: Secrets) => string): string => {
    const variable = `KEFU_${service.toUpperCase()}_${what}`;
    const value = env[variable] || (secrets && otherwise(secrets));
    if (value) return value;
    throw new OperatorProblem(
      `${variable} is not set, and there is no ${secretsFile}: start kefu here once, or say by KEFU_SECRETS where its secrets.json is.`,
      exitCodes.wrongUse,
    );
  };
  const asService = (service: ServiceName, database: string) => (known: Secrets) =>
    urlFor(server, roleOf(service), known.services[service].password, database);
  const asOwner = (service: ServiceName, database: string) => (known: Secrets) =>
    urlFor(server, ownerOf(service), known.services[service].ownerPassword, database);

  return {
    accessTo: (service) => ({
      service,
      databaseUrl: given(service, 'DATABASE_URL', asService(service, databaseOf(service))),
      ownerDatabaseUrl: given(service, 'OWNER_DATABASE_URL', asOwner(service, databaseOf(service))),
      keysDatabaseUrl: given(service, 'KEYS_DATABASE_URL', asService(service, keysDatabaseOf(service))),
      masterKey: given(service, 'MASTER_KEY', (known) => known.services[service].masterKey),
    }),
    kafkaBrokers: settings.KEFU_KAFKA_BROKERS ?? `127.0.0.1:${settings.KEFU_PORT_KAFKA}`,
    topicPrefix: env.KEFU_TOPIC_PREFIX ?? 'kefu.',
    gatewayUrl: env.KEFU_GATEWAY_URL || urlOf(settings, 'gateway'),
    pseudonymKey: env.KEFU_PSEUDONYM_KEY || secrets?.pseudonymKey,
    account: {
      name: env.KEFU_OPERATOR_NAME || 'admin',
      password: env.KEFU_OPERATOR_PASSWORD || secrets?.administratorPassword,
    },
  };
};

/** Those that were named, or all. */
export const chosenServices = (names: readonly string[]): ServiceName[] => {
  const unknown = names.filter((name) => !services.some((service) => service === name));
  if (unknown.length > 0)
    throw new OperatorProblem(
      `There is no service ${unknown.join(', ')}. There are: ${services.join(', ')}.`,
      exitCodes.wrongUse,
    );
  return names.length === 0 ? [...services] : services.filter((service) => names.includes(service));
};

export const chosenService = (name: string): ServiceName => {
  const [service] = chosenServices([name]);
  if (service === undefined) throw new OperatorProblem('Name a service.', exitCodes.wrongUse);
  return service;
};
