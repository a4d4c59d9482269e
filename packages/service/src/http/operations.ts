import type { FastifyInstance } from 'fastify';
import type { Metrics } from '../telemetry/metrics.ts';
import type { Upkeep } from '../upkeep.ts';

export type Operations = {
  service: string;
  version: string;
  metrics: Metrics;
  upkeep: () => Upkeep | undefined;
  isStopping: () => boolean;
};

/** What operators and orchestrators ask each service directly; the gateway does not pass these on. */
export const serveOperations = (
  http: FastifyInstance,
  { service, version, metrics, upkeep, isStopping }: Operations,
): void => {
  const identity = { service, version };

  http.get('/health', async () => ({ ...identity, state: 'up' }));

  http.get('/ready', async (_request, reply) => {
    const parts = (await upkeep()?.states()) ?? {};
    const missing = Object.entries(parts).flatMap(([name, { state }]) => (state === 'up' ? [] : [name]));
    const ready = !isStopping() && upkeep() !== undefined && missing.length === 0;
    return reply.code(ready ? 200 : 503).send({ ...identity, ready, stopping: isStopping(), missing, parts });
  });

  http.get('/metrics', async (_request, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );
};
