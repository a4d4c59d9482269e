import pg from 'pg';
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { eventStoreSchema, grantsFor } from '@kefu/event-store';
import { messagingSchema } from '@kefu/messaging';
import type { ServiceDefinition } from './define-service.ts';

export type MigrationTarget = {
  /** The service's database, as its owner. */
  migrationUrl: string;
  /** The database of the data keys, as its owner. */
  keysUrl: string;
  /** The role that the service itself will use: it reads and appends the log, and writes read models. */
  serviceRole: string;
};

type Migration = new () => MigrationInterface;

export const createMigrator = () => undefined;
