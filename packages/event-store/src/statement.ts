/**
 * A write to a read model, as data. `sql` is a constant set statement over `jsonb_to_recordset($1::jsonb)`: it gets
 * one row here, or many at once where statements were merged. Statements of one `key` run in order; those of
 * distinct keys may share an execution. The key is the event's stream unless given: give one where several streams write
 * the same row (that row's id), or where one event writes several rows that do not depend on each other.
 */
export type Statement = { sql: string; row: object; key?: string };

export type KeyedStatement = Statement & { key: string };

/** One execution: every row has a key of its own. */
export type Execution = { sql: string; rows: object[] };

/** Packs statements into as few executions as their order by key allows. */
export const mergeStatements = (statements: readonly KeyedStatement[]): Execution[] => {
  const executions: Execution[] = [];
  const executionsOf = new Map<string, number[]>();
  const lastOf = new Map<string, number>();
  for (const { sql, row, key } of statements) {
    const last = lastOf.get(key) ?? -1;
    const ofSql = executionsOf.get(sql) ?? [];
    let place = ofSql.find((candidate) => candidate > last);
    if (place === undefined) {
      place = executions.push({ sql, rows: [] }) - 1;
      executionsOf.set(sql, [...ofSql, place]);
    }
    executions[place]?.rows.push(row);
    lastOf.set(key, place);
  }
  return executions;
};
