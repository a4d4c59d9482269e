import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { problemOf } from './problem.ts';

/** Fastify's router turns an address that it cannot read away before any hook or filter sees it. */
export const answerUnroutable = (
  error: FastifyError,
  _request: FastifyRequest,
  reply: FastifyReply,
): void => {
  const problem = problemOf(error);
  void reply
    .code(problem.status)
    .header('content-type', 'application/problem+json')
    .send(Buffer.from(JSON.stringify(problem)));
};
