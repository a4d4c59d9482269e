import type { MigrationInterface, QueryRunner } from 'typeorm';
import { eventStoreSchema } from './log.ts';

/** The first migration of every service. */
export class eventStoreMigration implements MigrationInterface {
  readonly name = 'EventLog1790000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of eventStoreSchema) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('an event log is not undone by a migration');
  }
}
