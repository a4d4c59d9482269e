import type { InputOfRoute, Route } from '@kefu/contracts';
import type { z } from 'zod';
import { type FieldError, InvalidInput } from './errors.ts';

type Given = { params: unknown; query: unknown; body: unknown };
type Part = keyof Given;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

// Schemas drop keys they do not know; a caller who misspelt an optional field should hear of it.
const unknownKeys = (given: unknown, parsed: unknown, path: string): FieldError[] => {
  if (Array.isArray(given) && Array.isArray(parsed)) {
    return given.flatMap((item, index) => unknownKeys(item, parsed[index], `${path}.${index}`));
  }
  if (!isObject(given) || !isObject(parsed)) return [];
  return Object.keys(given).flatMap((key) =>
    key in parsed || given[key] === undefined
      ? unknownKeys(given[key], parsed[key], `${path}.${key}`)
      : [{ path: `${path}.${key}`, message: 'is not known here' }],
  );
};

const parsePart = (
  part: Part,
  schema: z.ZodType,
  given: unknown,
): { value: unknown; errors: FieldError[] } => {
  const read = schema.safeParse(given);
  if (read.success) return { value: read.data, errors: unknownKeys(given, read.data, part) };
  const errors = read.error.issues.map(({ path, message }) => ({ path: [part, ...path].join('.'), message }));
  return { value: undefined, errors };
};

const withoutPrototype = (given: unknown): unknown => (isObject(given) ? given : { ...(given as object) });

// Clients that always send JSON send `{}` where no body is wanted.
const nothingSent = (body: unknown): boolean =>
  body === null || (isObject(body) && Object.keys(body).length === 0);

/** Parses all parts of a request by its route; throws `InvalidInput` with every field that could not be read. */
export const parseInput = <R extends Route>(route: R, given: Given): InputOfRoute<R> => {
  const body = route.body.type === 'undefined' && nothingSent(given.body) ? undefined : given.body;
  const parts = {
    params: parsePart('params', route.params, withoutPrototype(given.params)),
    query: parsePart('query', route.query, withoutPrototype(given.query)),
    body: route.multipart ? { value: undefined, errors: [] } : parsePart('body', route.body, body),
  };
  const errors = Object.values(parts).flatMap((part) => part.errors);
  if (errors.length > 0) throw new InvalidInput(errors);
  // each part was parsed by the schema that its type is inferred from
  return { params: parts.params.value, query: parts.query.value, body: parts.body.value } as InputOfRoute<R>;
};
