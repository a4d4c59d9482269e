import { z } from 'zod';
import { services, type ServiceName } from '@kefu/contracts';
import {
  ConfigurationError,
  readEnvironment,
  variable,
  type PrivateKey,
  type PublicKeys,
} from './environment.ts';

/** Every variable that a service reads; deployment files are checked against it. */
export const configurationSchema = z.object({
  KEFU_HOST: variable.host().default('127.0.0.1'),
  KEFU_PORT: variable.port().optional(),
  KEFU_DATABASE_URL: variable.database(),
  KEFU_KEYS_DATABASE_URL: variable.database(),
  KEFU_KAFKA_BROKERS: variable.brokers(),
  KEFU_TOPIC_PREFIX: z
    .string()
    .regex(/^[a-z0-9._-]*$/)
    .default('kefu.')
    .describe('how the names of topics begin'),
  KEFU_TEMPORAL_ADDRESS: variable.address().default('127.0.0.1:18833'),
  KEFU_TEMPORAL_NAMESPACE: z.string().default('default'),
  KEFU_SERVICE_KEY: variable.privateKey(),
  KEFU_TRUSTED_KEYS: variable.publicKeys(),
  KEFU_MASTER_KEY: variable.key(),
  KEFU_PSEUDONYM_KEY: variable.key(),
  KEFU_DATA_DIR: variable.directory().default('.kefu/data'),
  KEFU_LOG_LEVEL: variable.logLevel().default('info'),
  KEFU_OTLP_URL: variable.url().optional(),
  KEFU_ADMINISTRATOR_PASSWORD: variable.password().optional(),
  KEFU_CARRIER_URL: variable.url().optional(),
  KEFU_CARRIER_SECRET: variable.secret().optional(),
  KEFU_CHAT_URL: variable.url().default('http://127.0.0.1:18801'),
  KEFU_ORDERS_URL: variable.url().default('http://127.0.0.1:18802'),
  KEFU_LOGISTICS_URL: variable.url().default('http://127.0.0.1:18803'),
  KEFU_RETURNS_URL: variable.url().default('http://127.0.0.1:18804'),
  KEFU_PAYROLL_URL: variable.url().default('http://127.0.0.1:18805'),
  KEFU_INTEGRATIONS_URL: variable.url().default('http://127.0.0.1:18806'),
  KEFU_GATEWAY_URL: variable.url().default('http://127.0.0.1:18800'),
});

/** What a running service knows of its surroundings. */
export type Configuration = {
  host: string;
  port: number;
  databaseUrl: string;
  keysDatabaseUrl: string;
  kafkaBrokers: string[];
  /** Tells apart systems that share a Kafka cluster. */
  topicPrefix: string;
  temporal: { address: string; namespace: string };
  /** Signs this service's own tokens. */
  serviceKey: PrivateKey;
  /** Whose tokens are believed; `kid` is the issuer. */
  trustedKeys: PublicKeys;
  /** Wraps the customers' data keys. */
  masterKey: Buffer;
  /** HMAC key that turns buyer ids into customer ids. */
  pseudonymKey: Buffer;
  dataDir: string;
  logLevel: string;
  otlpUrl?: string;
  /** Of the account `admin` that the gateway makes when there is none. */
  administratorPassword?: string;
  carrier?: { url: string; secret: string };
  serviceUrls: Record<ServiceName, string>;
};

type Environment = z.infer<typeof configurationSchema>;

const urlOf = (env: Environment, service: ServiceName): string =>
  env[`KEFU_${service.toUpperCase() as Uppercase<ServiceName>}_URL`];

const carrierOf = ({ KEFU_CARRIER_URL: url, KEFU_CARRIER_SECRET: secret }: Environment) => {
  if (url && secret) return { url, secret };
  if (url)
    throw new ConfigurationError('KEFU_CARRIER_SECRET is not set, but KEFU_CARRIER_URL is; both are needed');
  return undefined;
};

/** Reads a service's configuration from the environment; throws `ConfigurationError`. */
export const readConfiguration = (
  service: { name: ServiceName; port: number },
  env: NodeJS.ProcessEnv,
): Configuration => {
  const read = readEnvironment(configurationSchema, env, `The configuration of ${service.name}`);
  if (read.KEFU_SERVICE_KEY.kid !== service.name) {
    throw new ConfigurationError(
      `KEFU_SERVICE_KEY is the key of "${read.KEFU_SERVICE_KEY.kid}"; expected the one of "${service.name}"`,
    );
  }
  return {
    host: read.KEFU_HOST,
    port: read.KEFU_PORT ?? service.port,
    databaseUrl: read.KEFU_DATABASE_URL,
    keysDatabaseUrl: read.KEFU_KEYS_DATABASE_URL,
    kafkaBrokers: read.KEFU_KAFKA_BROKERS,
    topicPrefix: read.KEFU_TOPIC_PREFIX,
    temporal: { address: read.KEFU_TEMPORAL_ADDRESS, namespace: read.KEFU_TEMPORAL_NAMESPACE },
    serviceKey: read.KEFU_SERVICE_KEY,
    trustedKeys: read.KEFU_TRUSTED_KEYS,
    masterKey: read.KEFU_MASTER_KEY,
    pseudonymKey: read.KEFU_PSEUDONYM_KEY,
    dataDir: read.KEFU_DATA_DIR,
    logLevel: read.KEFU_LOG_LEVEL,
    otlpUrl: read.KEFU_OTLP_URL,
    administratorPassword: read.KEFU_ADMINISTRATOR_PASSWORD,
    carrier: carrierOf(read),
    // fromEntries forgets that each service has its entry
    serviceUrls: Object.fromEntries(services.map((name) => [name, urlOf(read, name)])) as Record<
      ServiceName,
      string
    >,
  };
};
