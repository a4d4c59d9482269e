import type { MigrationInterface, QueryRunner } from 'typeorm';
import { archiveSchema } from '../archive.ts';
import { snapshotTable } from '../snapshot.ts';
import { besideSchema, retiredViewSchema } from '../beside.ts';
import { appendFunction } from './append-events.ts';
import { eventStoreSchema } from './log.ts';
import { settledBeforeFunction } from './settled-before.ts';

const undo = async (): Promise<void> => {
  throw new Error('an event log is not undone by a migration');
};

class EventLog implements MigrationInterface {
  readonly name = 'EventLog1790000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of eventStoreSchema) await runner.query(statement);
  }

  down = undo;
}

/** Older logs had a table of streams, numbered their events over all transactions, and knew no snapshots and no archive. */
class HeadIsLastEvent implements MigrationInterface {
  readonly name = 'HeadIsLastEvent1790000000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE event ALTER COLUMN sequence DROP IDENTITY IF EXISTS');
    await runner.query(
      'DROP FUNCTION IF EXISTS append_events(text[], bigint[], int[], text[], text[], text[])',
    );
    await runner.query('DROP TABLE IF EXISTS stream');
    for (const statement of [...archiveSchema, snapshotTable, retiredViewSchema])
      await runner.query(statement);
    await runner.query(appendFunction);
  }

  down = undo;
}

/** Events were given to the log as one json document. That function stays: a process of before may still commit. */
class EventsAreArrays implements MigrationInterface {
  readonly name = 'EventsAreArrays1790000000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(appendFunction);
  }

  down = undo;
}

/** Readers of older logs also waited for transactions of other databases. */
class SettledBefore implements MigrationInterface {
  readonly name = 'SettledBefore1790000000400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(settledBeforeFunction);
  }

  down = undo;
}

/** Older logs emptied former tables by the service's role, and did not see what a killed rebuild left. */
class DropTablesBeside implements MigrationInterface {
  readonly name = 'DropTablesBeside1790000000500';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of besideSchema) await runner.query(statement);
  }

  down = undo;
}

/** The first migrations of every service. */
export const eventStoreMigrations: (new () => MigrationInterface)[] = [
  EventLog,
  HeadIsLastEvent,
  EventsAreArrays,
  SettledBefore,
  DropTablesBeside,
];
