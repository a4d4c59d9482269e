import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DomainEvent } from '@kefu/contracts';
import { createEventStore } from '@kefu/event-store';
import { createAuthenticator } from './authentication/tokens.ts';
import { readConfiguration } from './configuration.ts';
import type { ServiceContext, ServiceDefinition } from './define-service.ts';
import { Doorkeeper } from './http/doorkeeper.ts';
import { serveOperations } from './http/operations.ts';
import { ProblemFilter } from './http/problem-filter.ts';
import { observeRequests } from './http/request-hooks.ts';
import { databasePart, partsOf } from './parts.ts';
import { rootModule } from './providers.ts';
import { createServiceFetch } from './service-fetch.ts';
import { createLogger } from './telemetry/log.ts';
import { createMetrics } from './telemetry/metrics.ts';
import { nestLogger } from './telemetry/nest-logger.ts';
import { startTracing } from './telemetry/tracing.ts';
import { startUpkeep, type Stoppable, type Upkeep } from './upkeep.ts';
import { readVersion } from './version.ts';

export type RunningService = Stoppable & {
  name: string;
  /** Where it listens. */
  url: string;
  /** Resolves once database, relay, consumer and workers have all started. */
  ready: Promise<void>;
};

const bodyLimitBytes = 1_048_576;
const longestParam = 200; // an order id is longer than the router's default of 100

const createApp = (
  module: Parameters<typeof NestFactory.create>[0],
  context: { logger: ServiceContext['logger'] },
) =>
  NestFactory.create<NestFastifyApplication>(
    module,
    new FastifyAdapter({ bodyLimit: bodyLimitBytes, routerOptions: { maxParamLength: longestParam } }),
    { logger: nestLogger(context.logger), abortOnError: false },
  );

/**
 * Starts a service: it listens and answers /health at once, and brings up what it needs as it becomes available.
 * Throws `ConfigurationError` when its environment is wrong, and when its port is taken.
 */
export const startService = async <E extends DomainEvent>(
  definition: ServiceDefinition<E>,
  env: NodeJS.ProcessEnv = process.env,
): Promise<RunningService> => {
  const configuration = readConfiguration(definition, env);
  const { name } = definition;
  const version = readVersion();
  const logger = createLogger(name, configuration.logLevel);
  const metrics = createMetrics(name);
  const tracing = await startTracing(name, version, configuration.otlpUrl);
  const authenticate = createAuthenticator(configuration.trustedKeys, name);
  const call = createServiceFetch(configuration.serviceKey, configuration.serviceUrls);
  const store = createEventStore<E>({
    databaseUrl: configuration.databaseUrl,
    poolSize: 8,
    keys: { databaseUrl: configuration.keysDatabaseUrl, masterKey: configuration.masterKey },
    personal: definition.personal,
    upcasters: definition.upcasters,
    views: definition.views,
  });

  const app = await createApp(rootModule(definition.module, { store, configuration, logger, call }), {
    logger,
  });
  const context: ServiceContext<E> = { configuration, store, logger, metrics, authenticate, call, app };
  let upkeep: Upkeep | undefined;
  let stopping = false;

  const http = app.getHttpAdapter().getInstance();
  observeRequests(http, { logger, metrics, tracing });
  serveOperations(http, {
    service: name,
    version,
    metrics,
    upkeep: () => upkeep,
    isStopping: () => stopping,
  });
  app.useGlobalGuards(new Doorkeeper(authenticate));
  app.useGlobalFilters(new ProblemFilter(logger, new Set(definition.conflicts)));
  const parts = partsOf(definition, context, tracing);
  await definition.prepare?.(context);
  await app.listen(configuration.port, configuration.host);
  const url = await app.getUrl();
  upkeep = startUpkeep(databasePart(store), parts, logger);
  logger.info({ url, version }, 'listening');
  void upkeep.started.then(() => stopping || logger.info('ready'));

  const stop = async (): Promise<void> => {
    stopping = true;
    await upkeep?.stop();
    await app.close();
    await store.close();
    await tracing.stop();
    logger.info('stopped');
  };
  let stopped: Promise<void> | undefined;
  return { name, url, ready: upkeep.started, stop: () => (stopped ??= stop()) };
};
