import { type FileRole, type Import, type ImportField, type InputOf, Refused } from '@kefu/contracts';
import { type CsvFormat, inspectCsv } from './csv/inspect.ts';
import { missingIn, missingInAll } from './domain/fields.ts';
import { proposeColumns, proposeMapping } from './domain/propose.ts';
import { type ImportRow, type KeptFile, progressOf } from './imports.table.ts';
import type { UploadedFile } from './upload.ts';

type Correction = InputOf<'orders.mapImport'>['body'];
type FileCorrection = Correction['files'][number];
type Mapping = NonNullable<FileCorrection['mapping']>;

/** Looks into each file and proposes what it is and which column says what. */
export const proposeFiles = async (files: readonly UploadedFile[]): Promise<KeptFile[]> => {
  const inspected = await Promise.all(files.map((file) => inspectCsv(file)));
  const proposed = proposeMapping(inspected.map(({ headers }) => headers));
  return files.map(({ name, bytes }, index) => {
    const { role = 'ignore', mapping = {} } = proposed[index] ?? {};
    const { encoding = '', delimiter = '', headers = [], sample = [] } = inspected[index] ?? {};
    return { name, bytes, role, mapping, encoding, delimiter, headers, sample };
  });
};

const checkColumns = (name: string, headers: readonly string[], mapping: Mapping): void => {
  const stranger = Object.keys(mapping).find((header) => !headers.includes(header));
  if (stranger !== undefined) throw new Refused('column-unknown', `${name} has no column ${stranger}.`);
  const fields = Object.values(mapping).filter((field): field is ImportField => Boolean(field));
  const twice = fields.find((field, index) => fields.indexOf(field) !== index);
  if (twice) throw new Refused('field-mapped-twice', `Two columns of ${name} are mapped to ${twice}.`);
};

/** What is said now counts; a field that another column had before moves over. */
const merged = (before: KeptFile['mapping'], now: Mapping): KeptFile['mapping'] => {
  const claimed = new Set(Object.values(now));
  const left = Object.entries(before).map(([header, field]) => [header, claimed.has(field) ? '' : field]);
  return { ...Object.fromEntries(left), ...now };
};

const isSameFormat = (file: KeptFile, format: CsvFormat): boolean =>
  file.encoding === format.encoding && file.delimiter === format.delimiter;

const correctFile = async (
  file: KeptFile,
  path: string,
  given: FileCorrection,
  roles: readonly FileRole[],
): Promise<KeptFile> => {
  const { role } = given;
  const format = { encoding: given.encoding ?? file.encoding, delimiter: given.delimiter ?? file.delimiter };
  if (isSameFormat(file, format)) {
    if (!given.mapping) return { ...file, role, mapping: proposeColumns(file.headers, role, roles) };
    checkColumns(file.name, file.headers, given.mapping);
    return { ...file, role, mapping: merged(file.mapping, given.mapping) };
  }
  // Read otherwise, the file has other columns: what was mapped before says nothing about them.
  const inspected = await inspectCsv({ path, name: file.name }, format);
  const kept = Object.entries(given.mapping ?? {}).filter(([header]) => inspected.headers.includes(header));
  const mapping = kept.length > 0 ? Object.fromEntries(kept) : proposeColumns(inspected.headers, role, roles);
  checkColumns(file.name, inspected.headers, mapping);
  return { ...file, ...inspected, role, mapping };
};

/** The files of an import as a person corrected them. */
export const correctFiles = async (
  files: readonly KeptFile[],
  corrections: readonly FileCorrection[],
  pathOfFile: (file: number) => string,
): Promise<KeptFile[]> => {
  const stranger = corrections.find(({ name }) => !files.some((file) => file.name === name));
  if (stranger) throw new Refused('file-unknown', `The import has no file ${stranger.name}.`);
  const correctionOf = ({ name }: KeptFile) => corrections.find((given) => given.name === name);
  const roles = files.map((file) => correctionOf(file)?.role ?? file.role);
  return Promise.all(
    files.map(async (file, index) => {
      const given = correctionOf(file);
      return given ? correctFile(file, pathOfFile(index), given, roles) : file;
    }),
  );
};

export const importAnswer = (row: ImportRow): Import => ({
  importId: row.import_id,
  shopId: row.shop_id,
  state: row.state,
  zone: row.zone,
  files: row.files.map((file) => ({ ...file, missing: missingIn(file, row.files) })),
  missing: missingInAll(row.files),
  progress: progressOf(row),
  failure: row.failure,
  startedAt: row.started_at?.toISOString() ?? null,
  finishedAt: row.finished_at?.toISOString() ?? null,
  createdAt: row.created_at.toISOString(),
  createdBy: row.created_by.id,
});
