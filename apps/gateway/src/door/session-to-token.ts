import type { FastifyInstance } from 'fastify';
import type { Bearer } from '../session/bearer.ts';
import { noteSession, sessionTokenOf } from '../session/session-token.ts';

const ownPaths = ['/api/session', '/api/shops', '/api/accounts', '/api/customers'];

/**
 * The gateway's own controllers trust signed tokens like those of every service; here the session's token becomes
 * one. A token that names no session stays as it is and is refused by the doorkeeper.
 */
export const exchangeOwnSessions = (http: FastifyInstance, bearer: Bearer): void => {
  http.addHook('preValidation', async (request) => {
    if (!ownPaths.some((path) => request.url.startsWith(path))) return;
    const token = sessionTokenOf(request);
    if (!token) return;
    noteSession(request, token);
    const known = await bearer.know(token);
    if (request.method === 'DELETE') bearer.forget(token);
    if (known) request.headers.authorization = `Bearer ${known.jwt}`;
  });
};
