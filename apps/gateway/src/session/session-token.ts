import type { FastifyRequest } from 'fastify';

export const sessionCookie = 'kefu_session';

const fromHeader = (request: FastifyRequest) =>
  /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
const fromCookie = (request: FastifyRequest) => request.cookies[sessionCookie];

// A browser's socket cannot carry a header, and the widget's frame may not carry a cookie.
const fromSocketQuery = (request: FastifyRequest) => {
  const { pathname, searchParams } = new URL(request.url, 'http://gateway');
  return pathname.startsWith('/api/chat/socket') ? (searchParams.get('token') ?? undefined) : undefined;
};

/** The session's token of a request: header first, then the socket's query, then the pages' cookie. */
export const sessionTokenOf = (request: FastifyRequest): string | undefined =>
  fromHeader(request) ?? fromSocketQuery(request) ?? fromCookie(request);

const noted = new WeakMap<FastifyRequest, string>();

/** Keeps the session's token beside a request whose header carries the signed one from here on. */
export const noteSession = (request: FastifyRequest, token: string): void => void noted.set(request, token);
export const notedSession = (request: FastifyRequest): string | undefined => noted.get(request);
