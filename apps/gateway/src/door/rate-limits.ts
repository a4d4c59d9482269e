import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { sessionTokenOf } from '../session/session-token.ts';

const perMinute = { signIn: 20, caller: 6_000 } as const;

const isSignIn = (request: FastifyRequest) => request.method === 'POST' && request.url === '/api/session';

const nameIn = (body: unknown): string =>
  typeof body === 'object' && body !== null && 'name' in body ? String(body.name) : '';

/** Slows down whoever guesses passwords, and any one caller who would crowd out the others. */
export const limitRates = async (http: FastifyInstance): Promise<void> => {
  await http.register(rateLimit, {
    hook: 'preHandler',
    timeWindow: 60_000,
    max: (request) => (isSignIn(request) ? perMinute.signIn : perMinute.caller),
    keyGenerator: (request) =>
      isSignIn(request)
        ? `sign-in:${request.ip}:${nameIn(request.body)}`
        : (sessionTokenOf(request) ?? request.ip),
  });
};
