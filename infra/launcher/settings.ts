import { SetupProblem } from '@kefu/servers';
import { z } from 'zod';

const port = (otherwise: number) => z.coerce.number().int().min(1).max(65_535).default(otherwise);
const address = z
  .string()
  .regex(/^[^\s:/]+:\d+(,[^\s:/]+:\d+)*$/, 'expected host:port')
  .optional();

/** Every setting of the launcher. Each is an environment variable; none is needed. */
const settingsSchema = z.object({
  /** Where the gateway listens, which is the one door; all else stays on 127.0.0.1. */
  KEFU_HOST: z.string().min(1).default('127.0.0.1'),
  /** `each`: a process a service. `all`: one process for all of them, for less memory. */
  KEFU_ROLE: z.enum(['each', 'all']).default('each'),
  /** One of several kefus of this checkout, each with data of its own; the tests use `e2e`. */
  KEFU_SET: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/)
    .default('run'),
  KEFU_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  KEFU_OTLP_URL: z.url().optional(),
  /** Servers that others run; then none is started here. The first is a superuser's. */
  KEFU_POSTGRES_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  KEFU_KAFKA_BROKERS: address,
  KEFU_TEMPORAL_ADDRESS: address,
  KEFU_TEMPORAL_NAMESPACE: z.string().min(1).default('default'),
  KEFU_PORT_GATEWAY: port(18_800),
  KEFU_PORT_CHAT: port(18_801),
  KEFU_PORT_ORDERS: port(18_802),
  KEFU_PORT_LOGISTICS: port(18_803),
  KEFU_PORT_RETURNS: port(18_804),
  KEFU_PORT_PAYROLL: port(18_805),
  KEFU_PORT_INTEGRATIONS: port(18_806),
  KEFU_PORT_SHOP: port(18_808),
  KEFU_PORT_CARRIER: port(18_809),
  KEFU_PORT_POSTGRES: port(18_832),
  KEFU_PORT_TEMPORAL: port(18_833),
  KEFU_PORT_TEMPORAL_UI: port(18_834),
  KEFU_PORT_KAFKA: port(18_892),
  KEFU_PORT_KAFKA_CONTROLLER: port(18_893),
});

export type Settings = z.infer<typeof settingsSchema>;
export type PortSetting = Extract<keyof Settings, `KEFU_PORT_${string}`>;

const refuseSharedPorts = (settings: Settings): void => {
  const taken = new Map<unknown, string>();
  for (const [name, value] of Object.entries(settings)) {
    if (!name.startsWith('KEFU_PORT_')) continue;
    const other = taken.get(value);
    if (other !== undefined)
      throw new SetupProblem(`${other} and ${name} are both ${String(value)}: each needs a port of its own.`);
    taken.set(value, name);
  }
};

export const readSettings = (env: NodeJS.ProcessEnv): Settings => {
  const given = Object.fromEntries(
    Object.keys(settingsSchema.shape).map((name) => [name, env[name] || undefined]),
  );
  const read = settingsSchema.safeParse(given);
  if (!read.success) {
    const lines = read.error.issues.map(({ path, message }) => {
      const name = String(path[0]);
      const shown =
        name === 'KEFU_POSTGRES_URL'
          ? 'set, but not a URL such as postgres://user:password@host:5432/postgres'
          : `"${env[name]}"`;
      return `  ${name} is ${shown}: ${message}`;
    });
    throw new SetupProblem(`Settings that cannot be used:\n${lines.join('\n')}`);
  }
  refuseSharedPorts(read.data);
  return read.data;
};
