import type { FileRole, ImportField } from '@kefu/contracts';
import { fieldsOf, type MappedFile } from './fields.ts';
import { headerWords, plainHeader } from './header-words.ts';

type Headers = readonly string[];
type Mapping = Record<string, ImportField | ''>;
type Found = ReadonlyMap<ImportField, string>;

const words = Object.entries(headerWords).map(
  ([field, said]) => [field as ImportField, said.map(plainHeader)] as const, // its keys are the fields
);

/** For each field the header that names it best; a header names one field at most. */
const recognise = (headers: Headers): Map<ImportField, string> => {
  const plain = new Map(headers.map((header) => [plainHeader(header), header]));
  const found = new Map<ImportField, string>();
  for (const [field, said] of words) {
    const word = said.find((candidate) => plain.has(candidate));
    const header = word === undefined ? undefined : plain.get(word);
    if (header !== undefined) found.set(field, header);
  }
  return found;
};

const hasAny = (found: Found, ...fields: ImportField[]): boolean => fields.some((field) => found.has(field));

const saysWhatWasBought = (found: Found): boolean => hasAny(found, 'sku', 'title');

const roleWithoutNumber = (found: Found, isAlone: boolean): FileRole => {
  const saysWhat = saysWhatWasBought(found);
  // Who, when or for how much beside goods are orders whose number stands under a header we do not know.
  const isSale = hasAny(found, 'buyerId', 'customerKey', 'placedAt', 'unitPrice');
  if (saysWhat && isSale && isAlone) return 'flat';
  if (found.has('customerKey')) return 'customers';
  return saysWhat && hasAny(found, 'weightGrams', 'title') ? 'products' : 'ignore';
};

const roleOf = (found: Found, all: readonly Found[]): FileRole => {
  const saysWhat = saysWhatWasBought(found);
  // Beside a file with order numbers, goods with a price are a catalogue.
  if (!found.has('orderNumber')) return roleWithoutNumber(found, !all.some((one) => one.has('orderNumber')));
  const saysWho = hasAny(found, 'buyerId', 'customerKey', 'placedAt');
  if (saysWho) return saysWhat ? 'flat' : 'orders';
  if (saysWhat) return 'items';
  return found.has('paidAmount') ? 'payments' : 'ignore';
};

const isHead = (role: FileRole): boolean => role === 'flat' || role === 'orders';

/** Without a file of customers, their key in the orders is all there is of a buyer. */
const withBuyer = (found: Map<ImportField, string>, roles: readonly FileRole[], role: FileRole): void => {
  const key = found.get('customerKey');
  if (!isHead(role) || key === undefined || roles.includes('customers')) return;
  found.delete('customerKey');
  if (!found.has('buyerId')) found.set('buyerId', key);
};

const mappingOf = (headers: Headers, found: Found, role: FileRole): Mapping => {
  const wanted = role === 'ignore' ? [] : fieldsOf[role];
  const fieldOf = new Map(
    [...found].filter(([field]) => wanted.includes(field)).map(([field, header]) => [header, field]),
  );
  return Object.fromEntries(headers.map((header) => [header, fieldOf.get(header) ?? '']));
};

/** Which column of a file of this role says what; `roles` are those of the whole set. */
export const proposeColumns = (headers: Headers, role: FileRole, roles: readonly FileRole[]): Mapping => {
  const found = recognise(headers);
  withBuyer(found, roles, role);
  return mappingOf(headers, found, role);
};

/** What each file of a set is and which column says what, as far as their headers tell. */
export const proposeMapping = (files: readonly Headers[]): MappedFile[] => {
  const recognised = files.map(recognise);
  const first = recognised.map((found) => roleOf(found, recognised));
  // Beside a file of items, a file that also names goods lists them once more, in a cell of the order.
  const roles = first.map((role) => (role === 'flat' && first.includes('items') ? 'orders' : role));
  return files.map((headers, index) => {
    const role = roles[index] ?? 'ignore';
    return { role, mapping: proposeColumns(headers, role, roles) };
  });
};

/** Headers as they are shown and mapped: every column has a name of its own. */
export const nameColumns = (cells: readonly string[]): string[] => {
  const names: string[] = [];
  cells.forEach((cell, index) => {
    const name = cell.replaceAll(/[\s\ufeff]+/g, ' ').trim() || `(${index + 1})`;
    names.push(names.includes(name) ? `${name} (${index + 1})` : name);
  });
  return names;
};
