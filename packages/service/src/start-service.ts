import { Server } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { isNativeError } from 'node:util/types';
import 'reflect-metadata';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DomainEvent } from '@kefu/contracts';
import { createEventStore } from '@kefu/event-store';
import { kafkajsTransport } from '@kefu/messaging';
import { createAuthenticator } from './authentication/tokens.ts';
import { type Configuration, readConfiguration } from './configuration.ts';
import { keepsPersonalData, type ServiceContext, type ServiceDefinition } from './define-service.ts';
import { nothingToWipe } from './forgetting/forgotten-customers.ts';
import { OnCustomerForgotten } from './forgetting/on-customer-forgotten.ts';
import { admitSoMany } from './http/admit.ts';
import { Doorkeeper } from './http/doorkeeper.ts';
import { type Life, serveOperations } from './http/operations.ts';
import { ProblemFilter } from './http/problem-filter.ts';
import { answerUnroutable } from './http/unroutable.ts';
import { observeRequests } from './http/request-hooks.ts';
import { databasePart, partsOf } from './parts.ts';
import { rootModule } from './providers.ts';
import { createServiceFetch } from './service-fetch.ts';
import { countConflicts } from './telemetry/count-conflicts.ts';
import { createLogger, type Logger } from './telemetry/log.ts';
import { watchLog } from './telemetry/log-metrics.ts';
import { createMetrics } from './telemetry/metrics.ts';
import { rememberTokens } from './telemetry/remember-tokens.ts';
import { nestLogger } from './telemetry/nest-logger.ts';
import { startTracing } from './telemetry/tracing.ts';
import { startUpkeep, type Stoppable } from './upkeep.ts';
import { readVersion } from './version.ts';

export type RunningService = Stoppable & {
  name: string;
  /** Where it listens. */
  url: string;
  /** Resolves once database, relay, consumer and workers have all started. */
  ready: Promise<void>;
  /** Resolves when the service cannot go on, with the reason: its process should end and start afresh. */
  stuck: Promise<string>;
};

const bodyLimitBytes = 1_048_576;
const longestParam = 200; // an order id in a path is longer than the router's default of 100
const poolSize = 8;
const closingLimitMs = 5_000;
const lingerMs = 500;
// Connections that come in one burst: whom Node's own limit (511) turns away hears nothing for a quarter of a minute.
const backlog = 4_096;

const createApp = (module: DynamicModule, logger: Logger): Promise<NestFastifyApplication> =>
  NestFactory.create<NestFastifyApplication>(
    module,
    new FastifyAdapter({
      bodyLimit: bodyLimitBytes,
      return503OnClosing: false, // whoever is connected is served to the end
      routerOptions: { maxParamLength: longestParam },
      frameworkErrors: answerUnroutable,
    }),
    { logger: nestLogger(logger), abortOnError: false, rawBody: true }, // webhooks are signed over their bytes
  );

const listen = async (app: NestFastifyApplication, { host, port }: Configuration): Promise<void> => {
  try {
    await app.listen({ port, host, backlog });
  } catch (error) {
    const taken = isNativeError(error) && 'code' in error && error.code === 'EADDRINUSE';
    throw taken
      ? new Error(`${host}:${port} is taken by another process; KEFU_PORT chooses another port`, {
          cause: error,
        })
      : error;
  }
};

/**
 * Lets nobody new in. Who is connected already may ask once more, and is told with the answer that it was the last
 * time: a connection that is closed while its next request is under way looks like a crash to the client.
 */
const stopListening = async (app: NestFastifyApplication): Promise<void> => {
  Server.prototype.close.call(app.getHttpServer()); // that of HTTP would close what is idle at this moment
  await wait(lingerMs);
};

const closeWithin = async (app: NestFastifyApplication, limitMs: number): Promise<void> => {
  const cut = setTimeout(() => app.getHttpServer().closeAllConnections(), limitMs);
  await app.close();
  clearTimeout(cut);
};

/**
 * Starts a service: it listens and answers /health at once, and brings up what it needs as that becomes available.
 * Throws `ConfigurationError` when its environment is wrong, an error that names its port when that is taken.
 */
export const startService = async <E extends DomainEvent>(
  definition: ServiceDefinition<E>,
  env: NodeJS.ProcessEnv = process.env,
): Promise<RunningService> => {
  const { name } = definition;
  const configuration = readConfiguration(definition, env);
  const version = readVersion();
  const logger = createLogger(name, configuration.logLevel);
  const metrics = createMetrics(name);
  const tracing = await startTracing(name, version, configuration.otlpUrl);
  const authenticate = createAuthenticator(configuration.trustedKeys, name);
  const call = createServiceFetch(configuration.serviceKey, configuration.serviceUrls);
  const transport = kafkajsTransport({
    clientId: `kefu-${name}`,
    brokers: configuration.kafkaBrokers,
    log: logger,
  });
  const events = createEventStore<E>({
    databaseUrl: configuration.databaseUrl,
    poolSize,
    keys: { databaseUrl: configuration.keysDatabaseUrl, masterKey: configuration.masterKey },
    personal: definition.personal,
    upcasters: definition.upcasters,
    views: definition.views,
    observe: metrics.observeAppends,
  });
  const store = rememberTokens(countConflicts(events, metrics.registry));
  watchLog(store, metrics);

  const { module, forgetting = nothingToWipe } = definition;
  const controllers = keepsPersonalData(definition) ? [OnCustomerForgotten] : [];
  const surroundings = { store, configuration, logger, call };
  const app = await createApp(rootModule(module, surroundings, { controllers, forgetting }), logger);
  const context: ServiceContext<E> = { configuration, store, logger, metrics, authenticate, call, app };
  const { promise: stuck, resolve: onStuck } = Promise.withResolvers<string>();
  const life: Life = { stopping: false, closing: false };

  const http = app.getHttpAdapter().getInstance();
  admitSoMany(http, metrics);
  observeRequests(http, { logger, metrics, tracing });
  serveOperations(http, { service: name, version, metrics, life });
  app.useGlobalGuards(new Doorkeeper(authenticate));
  app.useGlobalFilters(new ProblemFilter(logger, new Set(definition.conflicts)));
  const parts = partsOf({ definition, context, tracing, transport, onStuck });
  try {
    await definition.prepare?.(context);
    await listen(app, configuration);
  } catch (error) {
    await Promise.allSettled([app.close(), store.close()]);
    throw error;
  }
  const url = await app.getUrl();
  logger.info({ url, version }, 'listening');
  const upkeep = (life.upkeep = startUpkeep(databasePart(context), parts, logger));
  const ready = upkeep.started.then(() =>
    logger.info(life.stopping ? 'stopped before it was ready' : 'ready'),
  );

  // Requests are taken until nothing that they could set in motion is left half done; the pools go last.
  const stop = async (): Promise<void> => {
    life.stopping = true;
    await upkeep.stop();
    life.closing = true;
    await stopListening(app);
    await closeWithin(app, closingLimitMs);
    await transport.close();
    await store.close();
    await tracing.stop();
    logger.info('stopped');
  };
  let stopped: Promise<void> | undefined;
  return { name, url, ready, stuck, stop: () => (stopped ??= stop()) };
};
