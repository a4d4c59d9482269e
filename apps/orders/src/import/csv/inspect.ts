import { Refused } from '@kefu/contracts';
import { nameColumns } from '../domain/propose.ts';
import { isEncoding, readText, recogniseEncoding } from './encoding.ts';
import { createRecordReader, type CsvRecord } from './records.ts';

export type CsvFormat = { encoding: string; delimiter: string };
export type Inspected = CsvFormat & { headers: string[]; sample: string[][] };

export const delimiters = [',', ';', '\t', '|'] as const;
const shownRows = 5;
const comparedRows = 50;

const headOf = async (path: string, encoding: string): Promise<{ text: string; isAll: boolean }> => {
  const pieces = readText(path, encoding);
  const first = await pieces.next();
  const second = await pieces.next();
  await pieces.return(undefined);
  return { text: first.value ?? '', isAll: second.done === true };
};

const recordsOf = (head: { text: string; isAll: boolean }, delimiter: string): CsvRecord[] => {
  const reader = createRecordReader(delimiter);
  const records = reader.push(head.text);
  return head.isAll ? [...records, ...reader.end()] : records;
};

const columnsOf = (record: CsvRecord | undefined): number =>
  record && 'cells' in record ? record.cells.length : 0;

/** The delimiter that parts most columns alike in all rows. */
const recogniseDelimiter = (head: { text: string; isAll: boolean }): string => {
  const scored = delimiters.map((delimiter) => {
    const [header, ...rows] = recordsOf(head, delimiter).slice(0, comparedRows);
    const columns = columnsOf(header);
    const alike = rows.filter((row) => columnsOf(row) === columns).length + 1;
    return { delimiter, score: columns > 1 ? columns * (alike / (rows.length + 1)) : 0 };
  });
  return scored.reduce((best, other) => (other.score > best.score ? other : best)).delimiter;
};

const unreadable = (name: string, reason: string): Refused =>
  new Refused('file-unreadable', `${name} cannot be read: ${reason}.`);

/** Looks at the head of a file: how it is written, its columns, and some rows. Throws `Refused` for what is no CSV. */
export const inspectCsv = async (
  { path, name }: { path: string; name: string },
  known: Partial<CsvFormat> = {},
): Promise<Inspected> => {
  const recognised = known.encoding ? { encoding: known.encoding } : await recogniseEncoding(path);
  if ('unreadable' in recognised) throw unreadable(name, recognised.unreadable);
  const { encoding } = recognised;
  if (!isEncoding(encoding)) throw unreadable(name, `the encoding ${encoding} is not known`);
  const head = await headOf(path, encoding);
  const delimiter = known.delimiter ?? recogniseDelimiter(head);
  const [header, ...rows] = recordsOf(head, delimiter);
  if (!header) throw new Refused('file-empty', `${name} is empty.`);
  if ('code' in header) throw unreadable(name, `line ${header.line}: ${header.reason}`);
  if (!header.cells.some((cell) => /\p{L}/u.test(cell))) {
    throw new Refused('no-header', `The first line of ${name} names no columns.`);
  }
  const sample = rows.flatMap((row) => ('cells' in row ? [row.cells] : [])).slice(0, shownRows);
  return { encoding, delimiter, headers: nameColumns(header.cells), sample };
};
