import type { IncomingMessage, ServerResponse } from 'node:http';
import { chatSocketPath, type Principal } from '@kefu/contracts';
import { Server } from 'socket.io';
import type { Plugin } from 'vite';
import { doorOf, problemBody, StandInProblem } from './answer.ts';
import { doorsOf } from './doors.ts';
import { createWorld } from './world.ts';

const bodyOf = async (request: IncomingMessage): Promise<unknown> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  if (text === '') return undefined;
  return request.headers['content-type']?.startsWith('multipart/') ? { raw: text } : JSON.parse(text);
};

const reply = (
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
) => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
};

const cookieOf = (request: IncomingMessage) =>
  /kefu_session=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1];

/**
 * A stand-in of the whole API for working on the pages without the platform: in memory, every answer checked by
 * the contracts' own schemas. Never part of a build.
 */
export const standIn = (): Plugin => ({
  name: 'kefu-stand-in',
  configureServer({ middlewares, httpServer }) {
    const world = createWorld();
    const doors = doorsOf(world);
    if (httpServer) {
      const live = new Server(httpServer, { path: chatSocketPath, serveClient: false });
      world.onMessage((message) => live.emit('message', message));
      world.onConversation((conversation) => live.emit('conversation', conversation));
    }
    const whoIs = (request: IncomingMessage): Principal | undefined =>
      world.people.find(({ id }) => id === cookieOf(request));

    const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      const url = new URL(request.url ?? '/', 'http://stand-in');
      const door = doorOf(request.method ?? 'GET', url.pathname);
      if (!door) return reply(response, 404, problemBody(404, 'not-found'));
      const { name, route, params } = door;
      const who = whoIs(request);
      if (route.roles !== 'anyone' && !who) return reply(response, 401, problemBody(401, 'unauthenticated'));
      if (typeof route.roles !== 'string' && !route.roles.some((role) => who?.roles.includes(role))) {
        return reply(response, 403, problemBody(403, 'role-not-allowed'));
      }
      const body = await bodyOf(request);
      const query = route.query.safeParse(Object.fromEntries(url.searchParams));
      const parsed =
        route.multipart || route.method === 'GET'
          ? { success: true as const, data: body }
          : route.body.safeParse(body);
      if (!query.success || !parsed.success)
        return reply(
          response,
          400,
          problemBody(400, 'invalid-input', String(query.error ?? (parsed as { error?: unknown }).error)),
        );
      const handler = doors[name] as ((input: unknown, who: Principal | undefined) => unknown) | undefined;
      if (!handler) return reply(response, 503, problemBody(503, 'unavailable', name));
      const answered = await handler({ params, query: query.data, body: parsed.data }, who);
      const headers: Record<string, string> = {};
      if (name === 'gateway.signIn')
        headers['set-cookie'] =
          `kefu_session=${(answered as { token: string }).token}; Path=/; HttpOnly; SameSite=Strict`;
      if (name === 'gateway.signOut') headers['set-cookie'] = 'kefu_session=; Path=/; Max-Age=0';
      return reply(
        response,
        route.status,
        route.status === 204 ? undefined : route.answer.parse(answered),
        headers,
      );
    };

    middlewares.use((request, response, next) => {
      if (!request.url?.startsWith('/api/') || request.url.startsWith(chatSocketPath)) return next();
      answer(request, response).catch((error: unknown) => {
        if (error instanceof StandInProblem)
          return reply(response, error.status, problemBody(error.status, error.code));
        console.error(request.method, request.url, error);
        return reply(response, 500, { ...problemBody(500, 'internal'), correlationId: 'stand-in-1' });
      });
    });
  },
});
