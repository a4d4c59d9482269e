import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DomainEvent, PublicEvent, ServiceName } from '@kefu/contracts';
import type { EventStore, EventStoreOptions, StoredEvent } from '@kefu/event-store';
import type { MigrationInterface } from 'typeorm';
import type { Authenticate } from './authentication/tokens.ts';
import type { Configuration } from './configuration.ts';
import type { Forgetting } from './forgetting/forgotten-customers.ts';
import type { ServiceFetch } from './service-fetch.ts';
import type { Logger } from './telemetry/log.ts';
import type { Metrics } from './telemetry/metrics.ts';
import type { Stoppable } from './upkeep.ts';

/** What a service's own code gets to work with outside of its controllers. */
export type ServiceContext<E extends DomainEvent = DomainEvent> = {
  configuration: Configuration;
  store: EventStore<E>;
  logger: Logger;
  metrics: Metrics;
  /** Who a token speaks for, e.g. of a socket's handshake; throws `Unauthenticated`. */
  authenticate: Authenticate;
  /** Sends a command to another service in this service's own name. */
  call: ServiceFetch;
  app: NestFastifyApplication;
};

/** A reader of a service's own log that keeps its place in a table of that service, in the column `position`. */
export type LogReader = {
  name: string;
  table: string;
  /** The column that holds the reader's name, where several keep their places in one table. */
  nameColumn?: string;
};

export type ServiceDefinition<E extends DomainEvent = DomainEvent> = Pick<
  EventStoreOptions<E>,
  'personal' | 'upcasters' | 'views'
> & {
  name: ServiceName;
  /** Where it listens unless KEFU_PORT says otherwise. */
  port: number;
  module: Type;
  /** TypeORM migrations of the read models; they run after the log's own. */
  migrations?: readonly (new () => MigrationInterface)[];
  /** All that keep their place in a table of this service's: what they have still to read is not archived. */
  readers?: readonly LogReader[];
  /** The public event of a stored one, or undefined when it concerns nobody else. */
  publish(event: StoredEvent<E>): PublicEvent | undefined;
  /**
   * A service with `personal` fields hears by itself that a customer is forgotten, and destroys the key. Here it says
   * what else is to be done, where its tables hold plain text.
   */
  forgetting?: Forgetting;
  /** Refusals that are conflicts (409) rather than plainly impossible (422). */
  conflicts?: readonly string[];
  /** Runs before the service listens: Fastify plugins, a socket server. */
  prepare?(context: ServiceContext<E>): Promise<void> | void;
  /** Runs once the database is there, and again with growing pauses while it fails: Temporal workers, pushes, clocks. */
  workers?(context: ServiceContext<E>): Promise<readonly Stoppable[]>;
};

/** Keeps a definition's types together; a service is this value and its main.ts. */
export const defineService = <E extends DomainEvent>(
  definition: ServiceDefinition<E>,
): ServiceDefinition<E> => definition;

/** Whether a service seals anything, and so has keys to destroy. */
export const keepsPersonalData = ({ personal }: Pick<ServiceDefinition<never>, 'personal'>): boolean =>
  Object.keys(personal ?? {}).length > 0;
