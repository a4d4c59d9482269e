import type { ServiceName } from '@kefu/contracts';
import { comparePositions, type Position } from '@kefu/event-store';
import type { LogReader } from '@kefu/service';
import type pg from 'pg';

import { findPlaces } from './places.ts';
import { OperatorProblem } from './problem.ts';

// of every service; a snapshot and what is left of a rebuild are no readers
const sharedTables = ['relay', 'checkpoint', 'snapshot', 'retired_view'];

/** Tables that look as if a reader kept its place there, and that nobody names. */
const unnamedTables = async (client: pg.Client, readers: readonly LogReader[]): Promise<string[]> => {
  const { rows } = await client.query<{ table: string }>(
    `SELECT table_name::text AS table FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'position' AND data_type = 'text' AND table_name <> ALL ($1)`,
    [[...sharedTables, ...readers.map(({ table }) => table)]],
  );
  return rows.map(({ table }) => table);
};

type Asked = {
  service: ServiceName;
  readers: readonly LogReader[];
  /** Names of readers that need not have begun. */
  without: readonly string[];
};

/** What every reader of the log that keeps its place in the database has passed. */
export const passedByAll = async (
  client: pg.Client,
  { service, readers, without }: Asked,
): Promise<Position> => {
  const unnamed = await unnamedTables(client, readers);
  if (unnamed.length > 0)
    throw new OperatorProblem(
      `${unnamed.join(', ')} of ${service} may hold the place of a reader, but ${service} does not name it among its \`readers\`. Nothing is archived until it does.`,
    );
  const places = await findPlaces(client, readers);
  const waitedFor = places.filter(({ reader, position }) => position !== null || !without.includes(reader));
  const [least] = waitedFor.map(({ position }) => position ?? '0.0.0').sort(comparePositions);
  if (least !== undefined && least !== '0.0.0') return least;
  const notBegun = waitedFor.filter(({ position }) => position === null || position === '0.0.0');
  throw new OperatorProblem(
    `Not every reader of ${service} has begun (${notBegun.map(({ reader }) => reader).join(', ') || 'no relay'}), and what one has not seen stays where it is. Start kefu, and come again when all of them have read. One that never will may be left out by --without.`,
  );
};
