import httpProxy from '@fastify/http-proxy';
import { problemType, services, type Problem, type ServiceName } from '@kefu/contracts';
import { problemOf, type Configuration, type Logger } from '@kefu/service';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import type * as http2 from 'node:http2';
import type { Bearer } from '../session/bearer.ts';
import { sessionTokenOf } from '../session/session-token.ts';
import type { SocketWatch } from './watch-sockets.ts';

const plainServices = services.filter((service) => service !== 'gateway' && service !== 'chat');

type Headers = IncomingHttpHeaders | http2.IncomingHttpHeaders;

const problem = (reply: FastifyReply, told: Omit<Problem, 'type'>) =>
  reply
    .code(told.status)
    .header('content-type', 'application/problem+json')
    .send(
      JSON.stringify({
        type: problemType(told.code),
        ...told,
        instance: reply.request.url.split('?')[0],
        correlationId: reply.getHeader('x-correlation-id'),
      }),
    );

const away = (service: string) => (reply: FastifyReply) =>
  problem(reply.header('retry-after', '2'), {
    status: 503,
    code: 'unavailable',
    title: 'Unavailable',
    detail: `The ${service} service does not answer at the moment. Nothing was changed; try again in a few seconds.`,
  });

const isSocket = ({ headers }: FastifyRequest): boolean => headers.upgrade?.toLowerCase() === 'websocket';

// A service that turns a long body away hangs up while the proxy still writes, and would look as if it were away.
// Uploads are streamed; the service that takes them knows how long they may be.
const isTooLong = ({ headers, server }: FastifyRequest): boolean =>
  !headers['content-type']?.startsWith('multipart/') &&
  Number(headers['content-length'] ?? 0) > (server.initialConfig.bodyLimit ?? Number.POSITIVE_INFINITY);

/**
 * Leads each request to its service. The session's token is exchanged for a signed one that names the caller; what
 * the client says about itself in headers goes no further.
 */
export const leadToServices = async (
  http: FastifyInstance,
  bearer: Bearer,
  sockets: SocketWatch,
  { serviceUrls }: Pick<Configuration, 'serviceUrls'>,
  logger: Logger,
): Promise<void> => {
  const signed = new WeakMap<object, string>();

  const exchange = async (request: FastifyRequest, reply: FastifyReply) => {
    if (isTooLong(request))
      return problem(reply, {
        status: 413,
        code: 'too-large',
        title: 'Payload Too Large',
        detail: 'The body is longer than 1 MiB.',
      });
    const token = sessionTokenOf(request);
    if (!token) return;
    const known = await bearer.know(token);
    if (!known)
      return problem(reply.header('www-authenticate', 'Bearer'), {
        status: 401,
        code: 'unauthenticated',
        title: 'Unauthenticated',
        detail: 'The session has ended. Sign in again.',
      });
    signed.set(request, known.jwt);
    if (isSocket(request)) sockets.add(request.raw.socket, token, known.who);
  };

  const headersFor = (request: object, { authorization: _, cookie: __, ...headers }: Headers): Headers => {
    const jwt = signed.get(request);
    return jwt ? { ...headers, authorization: `Bearer ${jwt}` } : headers;
  };

  const towards = (service: ServiceName) => ({
    upstream: serviceUrls[service],
    prefix: `/api/${service}`,
    rewritePrefix: `/api/${service}`,
    preHandler: exchange,
    // `object`: the plugin's types also allow HTTP/2, which is not served here.
    replyOptions: {
      rewriteRequestHeaders: (request: object, headers: Headers) => headersFor(request, headers),
      onError: (reply: object) => void away(service)(reply as FastifyReply),
    },
  });

  // The plugin reads `rewriteRequestHeaders` for sockets too, which its types do not say.
  const wsClientOptions = {
    rewriteRequestHeaders: (headers: Headers, request: object) => headersFor(request, headers),
  } as object;

  // Awaited: the proxies read bodies themselves, and Nest puts its own readers in place when it listens.
  await http.register(async (doors) => {
    // Nest's filter does not reach these doors: without its own, a database that is away would be a plain 500.
    doors.setErrorHandler((error, _request, reply) => {
      const told = problemOf(error, {});
      if (told.status >= 500) logger.error({ err: error, code: told.code }, 'a request could not be led on');
      return problem(told.status === 503 ? reply.header('retry-after', '1') : reply, told);
    });
    for (const service of plainServices) void doors.register(httpProxy, towards(service));
    void doors.register(httpProxy, { ...towards('chat'), websocket: true, wsClientOptions });
  });
};
