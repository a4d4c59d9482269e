import type { Import, ImportField } from '@kefu/contracts';

export type FileMapping = Pick<Import['files'][number], 'name' | 'role' | 'mapping'>;

/** What a person says of a file; a new role goes without mapping, which is then proposed afresh. */
export type FileCorrection = Pick<FileMapping, 'name' | 'role'> & Partial<Pick<FileMapping, 'mapping'>>;

/** Gives a column its field, and takes the field from the column that had it: each field has one column a file. */
export const mapColumn = (file: FileMapping, header: string, field: ImportField | ''): FileMapping => {
  const others = Object.entries(file.mapping).map(([name, known]) => [
    name,
    field !== '' && known === field ? '' : known,
  ]);
  return { ...file, mapping: { ...(Object.fromEntries(others) as FileMapping['mapping']), [header]: field } };
};
