import type { Position } from '@kefu/event-store';
import type { LogReader } from '@kefu/service';
import pg from 'pg';

/** Where a reader of a log stands that keeps its place in the database; null where it has not begun. */
export type Place = { reader: string; position: Position | null };

const shared = `
  SELECT 'relay of ' || topic AS reader, position FROM relay
  UNION ALL SELECT 'view ' || view, position FROM checkpoint ORDER BY reader`;

const placeOf = async (client: pg.Client, { name, table, nameColumn }: LogReader): Promise<Place> => {
  const where = nameColumn === undefined ? '' : `WHERE ${nameColumn} = ${pg.escapeLiteral(name)}`;
  const { rows } = await client.query<{ position: Position }>(`SELECT position FROM ${table} ${where}`);
  return { reader: name, position: rows[0]?.position ?? null };
};

/** Of relays, of views that are kept by following, and of the service's own readers. */
export const findPlaces = async (client: pg.Client, readers: readonly LogReader[]): Promise<Place[]> => {
  const places = (await client.query<Place>(shared)).rows;
  for (const reader of readers) places.push(await placeOf(client, reader));
  return places;
};
