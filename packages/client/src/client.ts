import { routes, type AnswerOf, type RouteName, type routes as Routes } from '@kefu/contracts';
import type { z } from 'zod';
import { patiently } from './patience.ts';
import { problemErrorOf } from './problem-error.ts';

type Sent<Schema extends z.ZodType> = z.input<Schema>;
type Nothing = undefined | Record<string, never>;
type Part<Key extends string, Value> = Value extends Nothing
  ? object
  : object extends Value
    ? { [K in Key]?: Value }
    : { [K in Key]: Value };

/** What a route takes: `params`, `query`, `body`, as far as it has them. */
export type CallInput<Name extends RouteName> = Part<'params', Sent<(typeof Routes)[Name]['params']>> &
  Part<'query', Sent<(typeof Routes)[Name]['query']>> &
  Part<'body', Sent<(typeof Routes)[Name]['body']>> & { idempotencyKey?: string; signal?: AbortSignal };

export type Client = {
  /** Calls a route by its name. Throws `ProblemError` with what the API says, and fetch's own error when it is away. */
  call<Name extends RouteName>(
    name: Name,
    ...input: object extends CallInput<Name> ? [CallInput<Name>?] : [CallInput<Name>]
  ): Promise<AnswerOf<Name>>;
  /** Sends files and fields to a route that takes a form. */
  upload<Name extends RouteName>(name: Name, form: FormData): Promise<AnswerOf<Name>>;
  /** The same client as somebody else. */
  as(token: string): Client;
  readonly token: string | undefined;
};

type Loose = {
  params?: object;
  query?: object;
  body?: unknown;
  idempotencyKey?: string;
  signal?: AbortSignal;
};

const addressOf = (path: string, { params = {}, query = {} }: Loose): string => {
  const values = new Map(
    Object.entries(params).map(([key, value]) => [key, encodeURIComponent(String(value))]),
  );
  const filled = path.replaceAll(/:(\w+)/g, (_, name: string) => values.get(name) ?? '');
  const asked = Object.entries(query).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, String(value)] as [string, string]],
  );
  return asked.length === 0 ? filled : `${filled}?${new URLSearchParams(asked).toString()}`;
};

export type ClientOptions = {
  url: string;
  token?: string;
  /**
   * How long to go on trying while the platform is away or busy; 0 unless told. Each command is then sent with one
   * idempotency key, minted when none is given, so that trying again cannot do it twice.
   */
  patienceMs?: number;
};

/** A typed client of every service behind the gateway at `url`. */
export const createClient = ({ url, token, patienceMs = 0 }: ClientOptions): Client => {
  const sendOnce = async (
    name: RouteName,
    input: Loose,
    body: RequestInit['body'],
    type: string | undefined,
  ) => {
    const { method, path } = routes[name];
    const headers = {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(type !== undefined && { 'content-type': type }),
      ...(input.idempotencyKey !== undefined && { 'idempotency-key': input.idempotencyKey }),
    };
    const response = await fetch(`${url}${addressOf(path, input)}`, {
      method,
      headers,
      body,
      signal: input.signal,
    });
    if (!response.ok) throw await problemErrorOf(response, `${method} ${path}`);
    return response.status === 204 ? undefined : ((await response.json()) as unknown);
  };
  const send: typeof sendOnce = (name, input, body, type) => {
    if (patienceMs === 0) return sendOnce(name, input, body, type);
    const isCommand = routes[name].method !== 'GET';
    const idempotencyKey = input.idempotencyKey ?? (isCommand ? crypto.randomUUID() : undefined);
    return patiently(() => sendOnce(name, { ...input, idempotencyKey }, body, type), patienceMs);
  };
  return {
    token,
    as: (other) => createClient({ url, token: other, patienceMs }),
    // The services validate what they answer by the same contract, so the answer is what the route says.
    call: async (name, ...[input = {}]) => {
      const loose = input as Loose;
      const json = loose.body === undefined ? undefined : JSON.stringify(loose.body);
      return (await send(name, loose, json, json && 'application/json')) as AnswerOf<typeof name>;
    },
    upload: async (name, form) => (await send(name, {}, form, undefined)) as AnswerOf<typeof name>,
  };
};
