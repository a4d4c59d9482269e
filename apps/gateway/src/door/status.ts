import { connect } from 'node:net';
import { services, type AnswerOf } from '@kefu/contracts';
import type { Configuration } from '@kefu/service';
import type { Pool } from 'pg';

type Part = AnswerOf<'gateway.status'>['parts'][number];

const patienceMs = 1_000;

const serviceState = async (name: string, url: string): Promise<Part> => {
  try {
    const response = await fetch(`${url}/ready`, { signal: AbortSignal.timeout(patienceMs) });
    const told = (await response.json()) as {
      version?: string;
      parts?: Record<string, { state: string; reason?: string }>;
    };
    const missing = Object.entries(told.parts ?? {}).flatMap(([part, { state, reason }]) =>
      state === 'up' ? [] : [`${part}: ${reason ?? state}`],
    );
    return {
      name,
      state: response.ok ? 'up' : 'degraded',
      ...(told.version && { version: told.version }),
      ...(missing.length > 0 && { detail: missing.join('; ') }),
    };
  } catch {
    return { name, state: 'down', detail: 'does not answer' };
  }
};

const answersAt = (address: string): Promise<boolean> =>
  new Promise((resolve) => {
    const [host, port] = address.split(':');
    const socket = connect({ host, port: Number(port), timeout: patienceMs });
    const tell = (answers: boolean) => {
      socket.destroy();
      resolve(answers);
    };
    socket
      .once('connect', () => tell(true))
      .once('timeout', () => tell(false))
      .once('error', () => tell(false));
  });

const serverState = async (
  name: string,
  addresses: readonly string[],
  version: string | undefined,
): Promise<Part> => {
  const answers = await Promise.all(addresses.map(answersAt));
  const up = answers.filter(Boolean).length;
  return {
    name,
    state: up === addresses.length ? 'up' : up > 0 ? 'degraded' : 'down',
    ...(version && { version }),
    ...(up < addresses.length && { detail: `${up} of ${addresses.length} answer` }),
  };
};

const postgresState = async (pool: Pool): Promise<Part> => {
  try {
    const { rows } = await pool.query<{ server_version: string }>('show server_version');
    return { name: 'postgresql', state: 'up', version: rows[0]?.server_version };
  } catch {
    return { name: 'postgresql', state: 'down', detail: 'does not answer' };
  }
};

/** Each service and server with its state, asked at this moment. */
export const statusOf = async (
  { serviceUrls, kafkaBrokers, temporal }: Pick<Configuration, 'serviceUrls' | 'kafkaBrokers' | 'temporal'>,
  pool: Pool,
  versions: { own: string; kafka?: string; temporal?: string },
): Promise<AnswerOf<'gateway.status'>> => {
  const parts = await Promise.all([
    ...services
      .filter((service) => service !== 'gateway')
      .map((service) => serviceState(service, serviceUrls[service])),
    postgresState(pool),
    serverState('kafka', kafkaBrokers, versions.kafka),
    serverState('temporal', [temporal.address], versions.temporal),
  ]);
  const own: Part = { name: 'gateway', state: 'up', version: versions.own };
  return {
    state: parts.every((part) => part.state === 'up') ? 'up' : 'degraded',
    version: versions.own,
    parts: [own, ...parts],
  };
};
