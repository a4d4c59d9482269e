import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { Principal, Route } from '@kefu/contracts';
import type { FastifyRequest } from 'fastify';
import { Forbidden, mayCall, requireShop } from '../authentication/permissions.ts';
import { type Authenticate, Unauthenticated } from '../authentication/tokens.ts';
import { admissions, type Input } from './admission.ts';
import { routeOf } from './handles.ts';
import { parseInput } from './parse-input.ts';

const tokenOf = (request: FastifyRequest): string | undefined =>
  /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];

// A request that names a shop is for that shop's people, wherever it names it.
const namedShops = (input: Input): string[] =>
  [input.params, input.query, input.body].flatMap((part) =>
    typeof part === 'object' && part !== null && 'shopId' in part && typeof part.shopId === 'string'
      ? [part.shopId]
      : [],
  );

/** Lets a request in: who is it, may they use this route, can it be read, is it about a shop of theirs. */
export class Doorkeeper implements CanActivate {
  readonly #authenticate: Authenticate;

  constructor(authenticate: Authenticate) {
    this.#authenticate = authenticate;
  }

  async canActivate(execution: ExecutionContext): Promise<boolean> {
    const route = routeOf(execution.getHandler());
    if (!route)
      throw new Error(`${execution.getClass().name}.${execution.getHandler().name} has no @Handles(route)`);
    const request = execution.switchToHttp().getRequest<FastifyRequest>();
    const who = await this.identify(request, route);
    const input = parseInput(route, request);
    if (who) namedShops(input).forEach((shopId) => requireShop(who, shopId));
    admissions.set(request, { who, input });
    return true;
  }

  private async identify(request: FastifyRequest, route: Route): Promise<Principal | undefined> {
    const token = tokenOf(request);
    const who = token ? await this.#authenticate(token) : undefined;
    if (mayCall(who, route.roles)) return who;
    if (!who) throw new Unauthenticated('Sign in first.');
    throw new Forbidden('role-not-allowed', 'Your roles do not include this.');
  }
}
