export { generateKey, publicKeysOf } from './authentication/keys.ts';
export { customerIdOf } from './authentication/customer-id.ts';
export { Forbidden, canSeeShop, hasRole, requireShop } from './authentication/permissions.ts';
export {
  type Authenticate,
  createAuthenticator,
  signServiceToken,
  signToken,
  type TokenOptions,
  Unauthenticated,
} from './authentication/tokens.ts';
export { type Configuration, configurationSchema, readConfiguration } from './configuration.ts';
export {
  defineService,
  keepsPersonalData,
  type LogReader,
  type ServiceContext,
  type ServiceDefinition,
} from './define-service.ts';
export {
  ConfigurationError,
  type PrivateKey,
  type PublicKeys,
  readEnvironment,
  variable,
} from './environment.ts';
export { type FieldError, InvalidInput, NotFound } from './http/errors.ts';
export { forgottenAmong, type Forgetting } from './forgetting/forgotten-customers.ts';
export { type CommandMark, Handles, Idempotency, Input, Who } from './http/handles.ts';
export { problemOf } from './http/problem.ts';
export { createMigrator, type MigrationTarget } from './migrator.ts';
export { InjectCall, InjectConfiguration, InjectLogger, InjectStore } from './providers.ts';
export { runMain } from './run-main.ts';
export {
  CallFailed,
  type CallOptions,
  CallUnanswered,
  createServiceFetch,
  type ServiceFetch,
} from './service-fetch.ts';
export { type RunningService, startService } from './start-service.ts';
export { createLogger, type Logger } from './telemetry/log.ts';
export { createMetrics, type Metrics } from './telemetry/metrics.ts';
export { metadataOf } from './telemetry/request-context.ts';
export { type RouteCoverage, routeCoverage, unhandledRoutes } from './unhandled-routes.ts';
export type { Part, Stoppable } from './upkeep.ts';
export { readVersion } from './version.ts';
export { workerLimits } from './worker-limits.ts';
