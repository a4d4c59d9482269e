import { z } from 'zod';
import type { Role } from './principal.ts';

export const services = [
  'chat',
  'orders',
  'logistics',
  'returns',
  'payroll',
  'integrations',
  'gateway',
] as const;
export type ServiceName = (typeof services)[number];

type Shape = z.ZodObject;

/** One door of the API. Controllers, validation, the gateway's routing and OpenAPI all read it from here. */
export type Route<
  Params extends Shape = Shape,
  Query extends Shape = Shape,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> = {
  service: ServiceName;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Express-style path with `:params`, the same behind the gateway and at the service. */
  path: `/api/${string}`;
  summary: string;
  description?: string;
  /** Who may call it; `anyone` needs no sign-in. */
  roles: readonly Role[] | 'anyone' | 'signed-in';
  params: Params;
  query: Query;
  /** Absent: no body. `multipart`: files and fields, described by `body` for readers only. */
  body: Body;
  multipart?: boolean;
  status: 200 | 201 | 202 | 204;
  answer: Answer;
  /** Codes of the problems that a well-formed call may meet. */
  refusals: readonly string[];
};

const nothing = z.object({});

type Given<P extends Shape, Q extends Shape, B extends z.ZodType, A extends z.ZodType> = Pick<
  Route,
  'service' | 'method' | 'path' | 'summary' | 'roles'
> &
  Partial<Pick<Route, 'description' | 'status' | 'refusals' | 'multipart'>> & {
    params?: P;
    query?: Q;
    body?: B;
    answer?: A;
  };

/** Fills in what most doors share: no params, no query, no body, 200, nothing answered. */
export const route = <
  P extends Shape = typeof nothing,
  Q extends Shape = typeof nothing,
  B extends z.ZodType = z.ZodUndefined,
  A extends z.ZodType = z.ZodUndefined,
>(
  given: Given<P, Q, B, A>,
): Route<P, Q, B, A> => ({
  status: given.method === 'POST' ? 201 : 200,
  refusals: [],
  ...given,
  params: given.params ?? (nothing as unknown as P), // an absent part parses as empty
  query: given.query ?? (nothing as unknown as Q),
  body: given.body ?? (z.undefined() as unknown as B),
  answer: given.answer ?? (z.undefined() as unknown as A),
});

export type InputOfRoute<R extends Route> = {
  params: z.infer<R['params']>;
  query: z.infer<R['query']>;
  body: z.infer<R['body']>;
};
export type AnswerOfRoute<R extends Route> = z.infer<R['answer']>;
