import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { fail } from '../telemetry/tracing.ts';
import { contextOf } from './request-hooks.ts';
import { problemOf } from './problem.ts';
import type { Logger } from '../telemetry/log.ts';

/** The one place where an error becomes an answer. Faults are logged with their cause, callers see none of it. */
export class ProblemFilter implements ExceptionFilter {
  readonly #logger: Logger;
  readonly #conflicts: ReadonlySet<string>;

  constructor(logger: Logger, conflicts: ReadonlySet<string>) {
    this.#logger = logger;
    this.#conflicts = conflicts;
  }

  catch(error: unknown, host: ArgumentsHost): unknown {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const request = http.getRequest<FastifyRequest>();
    const context = contextOf(request);
    const problem = problemOf(error, {
      instance: request.url.split('?')[0],
      correlationId: context?.correlationId,
      conflicts: this.#conflicts,
    });
    if (problem.status >= 500) {
      fail(context?.span, error);
      this.#logger.error(
        { err: error, code: problem.code, route: request.routeOptions.url },
        'a request failed',
      );
    }
    if (problem.status === 401) void reply.header('www-authenticate', 'Bearer');
    if (problem.status === 503) void reply.header('retry-after', '1');
    return reply
      .code(problem.status)
      .header('content-type', 'application/problem+json')
      .send(Buffer.from(JSON.stringify(problem)));
  }
}
Catch()(ProblemFilter); // called, so that Node can run this file as it is
