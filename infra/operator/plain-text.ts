import type pg from 'pg';

const leaves = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(leaves);
};

// Three Chinese letters, or six others: shorter ones stand everywhere.
const isTelling = (text: string): boolean =>
  [...text].reduce((sum, letter) => sum + ((letter.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1), 0) >= 6;

/**
 * What to look for of some personal values: of each text the longest part that stands in a table as it is, whether
 * that holds text or JSON, if it is long enough to tell whose it is.
 */
export const tellingTexts = (values: readonly unknown[]): string[] => {
  const texts = leaves(values).flatMap((text) => {
    const [longest = ''] = text
      .split(/["\\\n\r\t]/)
      .map((part) => part.trim())
      .sort((a, b) => b.length - a.length);
    return isTelling(longest) ? [longest] : [];
  });
  return [...new Set(texts)];
};

export type Finding = { table: string; column: string; rows: number };

type Column = { schema: string; table: string; column: string };

const searchable = `
  SELECT table_schema AS schema, table_name AS table, column_name AS column
  FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
  WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')
    AND (data_type IN ('text', 'character varying', 'json', 'jsonb', 'ARRAY'))
  ORDER BY table_schema, table_name, ordinal_position`;

const pattern = (text: string): string => `%${text.replaceAll(/[\\%_]/g, (letter) => `\\${letter}`)}%`;

// A row that names other customers and not this one is theirs: names and addresses are shared by many.
const isOthers = `strpos(t::text, $2) = 0 AND t::text ~ '\\m(cu|vi)_[0-9a-z-]{8,}'`;

/**
 * In which columns of the whole database, whatever schema, any of the texts stands, unless in a row of another
 * customer's; reads every table once.
 */
export const findPlainText = async (
  client: pg.Client,
  texts: readonly string[],
  customerId: string,
): Promise<Finding[]> => {
  if (texts.length === 0) return [];
  const { rows: columns } = await client.query<Column>(searchable);
  const patterns = texts.map(pattern);
  const findings: Finding[] = [];
  for (const [table, of] of Map.groupBy(columns, ({ schema, table: name }) => `${schema}.${name}`)) {
    const [{ schema, table: name } = { schema: '', table: '' }] = of;
    const counts = of.map(
      ({ column }, i) =>
        `count(*) FILTER (WHERE t.${client.escapeIdentifier(column)}::text LIKE ANY ($1) AND NOT (${isOthers}))::float8 AS c${i}`,
    );
    const from = `${client.escapeIdentifier(schema)}.${client.escapeIdentifier(name)} AS t`;
    const { rows } = await client.query<Record<string, number>>(`SELECT ${counts.join(', ')} FROM ${from}`, [
      patterns,
      customerId,
    ]);
    of.forEach(({ column }, i) => {
      const found = rows[0]?.[`c${i}`] ?? 0;
      if (found > 0) findings.push({ table: table.replace(/^public\./, ''), column, rows: found });
    });
  }
  return findings;
};
