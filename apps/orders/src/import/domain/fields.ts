import type { FileRole, ImportField } from '@kefu/contracts';

export type ReadRole = Exclude<FileRole, 'ignore'>;

const recipient: readonly ImportField[] = ['recipientName', 'recipientPhone', 'recipientAddress'];
const parcel: readonly ImportField[] = ['carrier', 'waybillNumber'];
const times: readonly ImportField[] = ['placedAt', 'paidAt', 'dispatchedAt', 'signedAt'];
const amounts: readonly ImportField[] = ['freight', 'paidAmount'];
const buyer: readonly ImportField[] = ['buyerId', 'customerKey'];
const line: readonly ImportField[] = ['lineId', 'sku', 'title', 'quantity', 'unitPrice', 'weightGrams'];
const head = [...buyer, 'status', ...times, ...amounts, 'packagingGrams', ...recipient, ...parcel] as const;

/** What is read from a file of each role; its other columns are left alone. */
export const fieldsOf: Record<ReadRole, readonly ImportField[]> = {
  flat: ['orderNumber', ...head, ...line],
  orders: ['orderNumber', ...head],
  items: ['orderNumber', ...line, 'freight', ...parcel],
  payments: ['orderNumber', 'lineId', 'paidAmount'],
  customers: ['customerKey', 'buyerId', ...recipient],
  products: ['sku', 'title', 'weightGrams'],
};

/** Each entry names fields of which a file of the role needs one; the first is what is asked for where all lack. */
const needed: Record<ReadRole, readonly (readonly [ImportField, ...ImportField[]])[]> = {
  flat: [
    ['orderNumber'],
    ['placedAt'],
    ['buyerId', 'customerKey'],
    ['sku', 'title'],
    ['unitPrice', 'paidAmount'],
  ],
  orders: [['orderNumber'], ['placedAt'], ['buyerId', 'customerKey']],
  items: [['orderNumber'], ['sku', 'title'], ['unitPrice']],
  payments: [['orderNumber'], ['paidAmount']],
  customers: [['customerKey'], ['buyerId']],
  products: [['sku']],
};

export type MappedFile = { role: FileRole; mapping: Readonly<Record<string, ImportField | '' | null>> };

const mappedFields = ({ mapping }: MappedFile): Set<ImportField> =>
  new Set(Object.values(mapping).filter((field): field is ImportField => Boolean(field)));

/** What a file of a set still lacks. A key of customers needs the file that says whose it is. */
export const missingIn = (file: MappedFile, all: readonly MappedFile[]): ImportField[] => {
  if (file.role === 'ignore') return [];
  const mapped = mappedFields(file);
  if (!all.some(({ role }) => role === 'customers') && file.role !== 'customers')
    mapped.delete('customerKey');
  return needed[file.role]
    .filter((choice) => !choice.some((field) => mapped.has(field)))
    .map(([first]) => first);
};

/** What an import still lacks before it can start. */
export const missingInAll = (files: readonly MappedFile[]): ImportField[] => {
  const carriers = files.filter(({ role }) => role === 'orders' || role === 'flat');
  const heads = carriers.length > 0 ? [] : missingIn({ role: 'orders', mapping: {} }, files);
  return [...new Set([...heads, ...files.flatMap((file) => missingIn(file, files))])];
};

/** Everything that keeps an import from starting, in words, so that it can be mended in one go. */
export const whatLacks = (files: readonly (MappedFile & { name: string })[]): string => {
  const inFiles = files
    .map((file) => ({ name: file.name, missing: missingIn(file, files) }))
    .filter(({ missing }) => missing.length > 0);
  const named = new Set(inFiles.flatMap(({ missing }) => missing));
  const nowhere = missingInAll(files).filter((field) => !named.has(field));
  return [
    ...inFiles.map(({ name, missing }) => `${name} lacks ${missing.join(', ')}`),
    ...(nowhere.length > 0 ? [`no file holds orders with ${nowhere.join(', ')}`] : []),
  ].join('; ');
};
