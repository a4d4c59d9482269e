import type { FastifyInstance } from 'fastify';
import type { Metrics } from '../telemetry/metrics.ts';
import type { Upkeep } from '../upkeep.ts';

/** How far a service is between its start and its end. */
export type Life = {
  upkeep?: Upkeep;
  stopping: boolean;
  /** Nobody new is let in any more. */
  closing: boolean;
};

type Operations = { service: string; version: string; metrics: Metrics; life: Life };

/** What operators and orchestrators ask each service directly; the gateway does not pass these on. */
export const serveOperations = (
  http: FastifyInstance,
  { service, version, metrics, life }: Operations,
): void => {
  const identity = { service, version };

  // A connection that is kept would keep the service from ending; one that is closed too early comes back as a new one.
  http.addHook('onSend', async (_request, reply) => {
    if (life.closing) void reply.header('connection', 'close');
  });

  http.get('/health', async () => ({ ...identity, state: 'up' }));

  http.get('/ready', async (_request, reply) => {
    const parts = (await life.upkeep?.states()) ?? {};
    const missing = Object.entries(parts).flatMap(([name, { state }]) => (state === 'up' ? [] : [name]));
    const ready = life.upkeep !== undefined && !life.stopping && missing.length === 0;
    return reply
      .code(ready ? 200 : 503)
      .send({ ...identity, ready, stopping: life.stopping, missing, parts });
  });

  http.get('/metrics', async (_request, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );
};
