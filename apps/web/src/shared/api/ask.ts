import type { AnswerOf, RouteName, routes } from '@kefu/contracts';
import { doors } from 'virtual:kefu-doors';
import type { z } from 'zod';
import { noteServerTime } from '../format/server-clock.ts';
import { offlineProblem, problemOfResponse } from './problem.ts';

type Doors = typeof routes;
type Value = string | number | boolean | undefined;

export type Asked<Name extends RouteName> = {
  params?: z.input<Doors[Name]['params']>;
  query?: z.input<Doors[Name]['query']>;
  body?: z.input<Doors[Name]['body']>;
  /** The same key again is the same command. */
  idempotencyKey?: string;
  signal?: AbortSignal;
};

const pathOf = (path: string, params: Record<string, unknown>): string =>
  path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));

const queryOf = (query: Record<string, Value>): string => {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs).toString()}`;
};

export const addressOf = <Name extends RouteName>(name: Name, asked: Asked<Name> = {}): string =>
  pathOf(doors[name].path, asked.params ?? {}) + queryOf((asked.query ?? {}) as Record<string, Value>);

/** Asks one door of the API. Throws `AnsweredProblem` for everything that is not the answer. */
export const ask = async <Name extends RouteName>(
  name: Name,
  asked: Asked<Name> = {},
): Promise<AnswerOf<Name>> => {
  const response = await fetch(addressOf(name, asked), {
    method: doors[name].method,
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      ...(asked.body !== undefined && { 'content-type': 'application/json' }),
      ...(asked.idempotencyKey !== undefined && { 'idempotency-key': asked.idempotencyKey }),
    },
    ...(asked.body !== undefined && { body: JSON.stringify(asked.body) }),
    ...(asked.signal && { signal: asked.signal }),
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw offlineProblem();
  });
  noteServerTime(response.headers.get('date'));
  if (!response.ok) throw await problemOfResponse(response);
  if (response.status === 204) return undefined as AnswerOf<Name>; // such doors answer nothing
  return (await response.json()) as AnswerOf<Name>; // the services validate what they answer
};
