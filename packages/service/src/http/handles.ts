import { hash } from 'node:crypto';
import {
  applyDecorators,
  createParamDecorator,
  type ExecutionContext,
  HttpCode,
  RequestMapping,
  RequestMethod,
} from '@nestjs/common';
import type { Principal, Route } from '@kefu/contracts';
import type { FastifyRequest } from 'fastify';
import { admissions, type Input as Parsed } from './admission.ts';
import { InvalidInput } from './errors.ts';

const ROUTE = Symbol('kefu:route');

export const routeOf = (handler: object): Route | undefined =>
  Reflect.getMetadata(ROUTE, handler) as Route | undefined;

const remember =
  (route: Route): MethodDecorator =>
  (_target, _key, descriptor) => {
    if (typeof descriptor.value === 'function') Reflect.defineMetadata(ROUTE, route, descriptor.value);
  };

/** The handler of one route of the route table: method, path, status, roles and validation come from there. */
export const Handles = (route: Route): MethodDecorator =>
  applyDecorators(
    RequestMapping({ path: route.path, method: RequestMethod[route.method] }),
    HttpCode(route.status),
    remember(route),
  );

const requestOf = (execution: ExecutionContext): FastifyRequest =>
  execution.switchToHttp().getRequest<FastifyRequest>();

/** The parsed `params`, `query` and `body`: `InputOf<'returns.openCase'>`. */
export const Input = createParamDecorator(
  (_: unknown, execution): Parsed | undefined => admissions.get(requestOf(execution))?.input,
);

/** Who calls: a `Principal`; undefined only at routes for `anyone` when no token came along. */
export const Who = createParamDecorator(
  (_: unknown, execution): Principal | undefined => admissions.get(requestOf(execution))?.who,
);

/** The caller's mark for one command, as `store.handle` takes it. */
export type CommandMark = { principal: string; key: string; bodyHash: string };

const commandMark = (request: FastifyRequest): CommandMark | undefined => {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)) {
    throw new InvalidInput([
      { path: 'headers.idempotency-key', message: 'expected 1 to 200 visible ASCII characters' },
    ]);
  }
  const who = admissions.get(request)?.who;
  if (!who) return undefined; // strangers have no memory here: two of them could choose the same key
  const bodyHash = hash(
    'sha256',
    `${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`,
  );
  return { principal: `${who.kind}:${who.id}`, key, bodyHash };
};

/** From the `Idempotency-Key` header; undefined without one. */
export const Idempotency = createParamDecorator((_: unknown, execution) => commandMark(requestOf(execution)));
