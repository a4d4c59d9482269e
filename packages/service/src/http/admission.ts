import type { Principal } from '@kefu/contracts';
import type { FastifyRequest } from 'fastify';

export type Input = { params: unknown; query: unknown; body: unknown };

/** What the doorkeeper found out about a request, for the parameters of its handler. */
export const admissions = new WeakMap<FastifyRequest, { who?: Principal; input: Input }>();
