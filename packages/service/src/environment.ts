import { z } from 'zod';

/** A configuration that cannot be used: names each variable, what was found and what is expected. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

const secrets = new WeakSet<z.ZodType>();
const secretly = <Schema extends z.ZodType>(schema: Schema): Schema => {
  secrets.add(schema);
  return schema;
};

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue('not JSON');
    return z.NEVER;
  }
});

const ed25519 = { kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string(), kid: z.string().min(1) };
const PrivateKey = z.looseObject({ ...ed25519, d: z.string() });
const PublicKey = z.looseObject({ ...ed25519, d: z.undefined({ error: 'holds a private key' }).optional() });
export type PrivateKey = { kty: 'OKP'; crv: 'Ed25519'; x: string; kid: string; d: string };
export type PublicKeys = { keys: { kty: 'OKP'; crv: 'Ed25519'; x: string; kid: string }[] };

const base64 = (isLongEnough: (bytes: number) => boolean) =>
  z
    .string()
    .transform((text) => Buffer.from(text, 'base64'))
    .refine((key) => isLongEnough(key.length));

const postgres = z.url({ protocol: /^postgres(ql)?$/ });
const http = z.url({ protocol: /^https?$/ });

/** The kinds of values that our environment variables have, each with what a reader should write there. */
export const variable = {
  host: () => z.string().min(1).describe('an address to listen on, such as 127.0.0.1'),
  port: () => z.coerce.number().int().min(1).max(65_535).describe('a port between 1 and 65535'),
  database: () => secretly(postgres.describe('a URL such as postgres://user:password@host:5432/database')),
  brokers: () =>
    z
      .string()
      .transform((list) => list.split(',').map((broker) => broker.trim()))
      .refine((brokers) => brokers.every((broker) => /^[^\s:/]+:\d+$/.test(broker)))
      .describe('Kafka brokers as host:port, separated by commas'),
  address: () =>
    z
      .string()
      .regex(/^[^\s:/]+:\d+$/)
      .describe('an address as host:port'),
  url: () => http.describe('an address such as http://127.0.0.1:18801'),
  key: () => secretly(base64((bytes) => bytes === 32).describe('32 random bytes in base64')),
  password: () => secretly(z.string().min(8).describe('a password of at least 8 characters')),
  secret: () => secretly(z.string().min(24).describe('a secret of at least 24 characters')),
  privateKey: () => secretly(json.pipe(PrivateKey).describe('a private Ed25519 key as JWK (JSON) with kid')),
  publicKeys: () =>
    // public, but a mistake here may hold a private one
    secretly(
      json
        .pipe(z.object({ keys: z.array(PublicKey).min(1) }))
        .describe('public Ed25519 keys as JWKS (JSON), each with kid'),
    ),
  directory: () => z.string().min(1).describe('a directory'),
  logLevel: () =>
    z
      .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'])
      .describe('trace, debug, info, warn, error or silent'),
};

type Shape = Record<string, z.ZodType>;
// Optional variables and those with a default wrap what says how they are written.
const unwrapped = (schema: z.ZodType): z.ZodType =>
  schema instanceof z.ZodOptional || schema instanceof z.ZodDefault
    ? unwrapped(schema.unwrap() as z.ZodType)
    : schema;

const describe = (name: string, schema: z.ZodType, value: string | undefined, reason: string): string => {
  const kind = unwrapped(schema);
  const expected = kind.description ?? reason;
  if (!value) return `${name} is not set; expected ${expected}`;
  if (secrets.has(kind)) return `${name} cannot be used (secret, not shown); expected ${expected}`;
  return `${name} is ${JSON.stringify(value.slice(0, 200))}; expected ${expected}`;
};

/**
 * Reads the variables of `schema` from `env`; an empty variable counts as absent.
 * Throws `ConfigurationError` with one line for each variable that is missing or wrong.
 */
export const readEnvironment = <Variables extends Shape>(
  schema: z.ZodObject<Variables>,
  env: NodeJS.ProcessEnv,
  title = 'The configuration',
): z.infer<z.ZodObject<Variables>> => {
  const given = Object.fromEntries(Object.keys(schema.shape).map((name) => [name, env[name] || undefined]));
  const read = schema.safeParse(given);
  if (read.success) return read.data;
  const wrong = new Map(read.error.issues.map((issue) => [String(issue.path[0]), issue.message]));
  const lines = Object.entries(schema.shape).flatMap(([name, kind]) =>
    wrong.has(name) ? [describe(name, kind, env[name], wrong.get(name) ?? '')] : [],
  );
  throw new ConfigurationError(`${title} cannot be used:\n${lines.map((line) => `  ${line}`).join('\n')}`);
};
