import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mergeStatements } from './statement.ts';

const insert = (key: string, n = 0) => ({ sql: 'insert', key, row: { key, n } });
const update = (key: string, n = 0) => ({ sql: 'update', key, row: { key, n } });

describe('merging statements', () => {
  it('executes one statement for all keys at once', () => {
    const merged = mergeStatements([insert('a'), update('a'), insert('b'), update('b'), update('c')]);
    expect(merged.map(({ sql, rows }) => [sql, rows.length])).toEqual([
      ['insert', 2],
      ['update', 3],
    ]);
  });

  it('never puts two rows of one key in one execution', () => {
    expect(mergeStatements([insert('a', 1), insert('a', 2)]).map(({ rows }) => rows)).toEqual([
      [{ key: 'a', n: 1 }],
      [{ key: 'a', n: 2 }],
    ]);
  });

  it('loses none, and keeps the order of each key', () => {
    const statement = fc.record({
      sql: fc.constantFrom('insert', 'update', 'delete'),
      key: fc.constantFrom('a', 'b', 'c', 'd'),
    });
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 60 }), (wanted) => {
        const statements = wanted.map(({ sql, key }, n) => ({ sql, key, row: { sql, key, n } }));
        const executed = mergeStatements(statements).flatMap(({ sql, rows }) => {
          const keys = (rows as { key: string }[]).map(({ key }) => key);
          expect(new Set(keys).size).toBe(rows.length);
          expect(rows).toEqual(rows.filter((row) => 'sql' in row && row.sql === sql));
          return rows;
        });
        for (const key of ['a', 'b', 'c', 'd']) {
          const rows = statements.filter((one) => one.key === key).map(({ row }) => row);
          expect(executed.filter((row) => 'key' in row && row.key === key)).toEqual(rows);
        }
      }),
    );
  });
});
