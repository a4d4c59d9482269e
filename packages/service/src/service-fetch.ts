import {
  type AnswerOfRoute,
  type InputOfRoute,
  Problem,
  Refused,
  type Route,
  type ServiceName,
} from '@kefu/contracts';
import { signServiceToken } from './authentication/tokens.ts';
import type { PrivateKey } from './environment.ts';
import { currentContext } from './telemetry/request-context.ts';

/** Another service answered with a problem that is neither a refusal nor likely to pass: retrying is of no use. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed';
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, detail?: string) {
    super(`${status} ${code}${detail ? `: ${detail}` : ''}`);
    this.status = status;
    this.code = code;
  }
}

/** Another service could not be reached, or asks to come again later: retry. */
export class CallUnanswered extends Error {
  override readonly name = 'CallUnanswered';
}

export type CallOptions = {
  /** Marks a command, so that a retry is answered with the first answer. */
  idempotencyKey?: string;
  correlationId?: string;
  traceparent?: string;
  timeoutMs?: number;
};

/**
 * Calls a route of another service in this service's own name. Throws `Refused` with the service's code when the
 * command may not happen, `CallFailed` for what a retry cannot mend, and `CallUnanswered` for what it can.
 */
export type ServiceFetch = <R extends Route>(
  route: R,
  input: Partial<InputOfRoute<R>>,
  options?: CallOptions,
) => Promise<AnswerOfRoute<R>>;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const addressOf = (
  base: string,
  route: Route,
  params: Record<string, unknown>,
  query: Record<string, unknown>,
): URL => {
  const path = route.path.replaceAll(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(textOf(params[name])),
  );
  const url = new URL(path, base);
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) url.searchParams.set(name, textOf(value));
  return url;
};

const passing = new Set([408, 425, 429, 500, 502, 503, 504]);

const problemIn = async (response: Response): Promise<{ code: string; detail?: string }> => {
  const text = await response.text();
  try {
    return Problem.parse(JSON.parse(text));
  } catch {
    return { code: `http-${response.status}` };
  }
};

const failureOf = async (response: Response): Promise<Error> => {
  const { code, detail } = await problemIn(response);
  if (passing.has(response.status) || code === 'version-conflict')
    return new CallUnanswered(`${response.status} ${code}`);
  if (response.status === 409 || response.status === 422) return new Refused(code, detail);
  return new CallFailed(response.status, code, detail);
};

const tokenLifeMs = 40_000;

/** The caller for one service; tokens are reused while they are fresh, connections by Node's own pool. */
export const createServiceFetch = (key: PrivateKey, urls: Record<ServiceName, string>): ServiceFetch => {
  const tokens = new Map<ServiceName, { token: Promise<string>; until: number }>();
  const tokenFor = (service: ServiceName): Promise<string> => {
    const known = tokens.get(service);
    if (known && known.until > Date.now()) return known.token;
    const token = signServiceToken(key, service);
    tokens.set(service, { token, until: Date.now() + tokenLifeMs });
    return token;
  };

  return async (route, { params = {}, query = {}, body }, options = {}) => {
    const { idempotencyKey, correlationId, traceparent } = { ...currentContext(), ...options };
    const headers = {
      authorization: `Bearer ${await tokenFor(route.service)}`,
      accept: 'application/json, application/problem+json',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
      ...(correlationId && { 'x-correlation-id': correlationId }),
      ...(traceparent && { traceparent }),
    };
    const response = await fetch(addressOf(urls[route.service], route, params, query), {
      method: route.method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(options.timeoutMs ?? 10_000),
      redirect: 'error',
    }).catch((error: unknown) => {
      throw new CallUnanswered(`${route.service} cannot be reached`, { cause: error });
    });
    if (!response.ok) throw await failureOf(response);
    const text = await response.text();
    const answer = route.answer.safeParse(text === '' ? undefined : JSON.parse(text));
    if (!answer.success) throw new CallFailed(response.status, 'unreadable-answer', answer.error.message);
    return answer.data as never; // parsed by the schema that the type is inferred from
  };
};
