import type { FileRole, ImportField } from '@kefu/contracts';
import type { TFunction } from 'i18next';

export const importFields: ImportField[] = [
  'orderNumber',
  'lineId',
  'buyerId',
  'customerKey',
  'status',
  'placedAt',
  'paidAt',
  'dispatchedAt',
  'signedAt',
  'sku',
  'title',
  'quantity',
  'unitPrice',
  'freight',
  'paidAmount',
  'weightGrams',
  'packagingGrams',
  'recipientName',
  'recipientPhone',
  'recipientAddress',
  'carrier',
  'waybillNumber',
];

export const fileRoles: FileRole[] = [
  'flat',
  'orders',
  'items',
  'payments',
  'customers',
  'products',
  'ignore',
];

/** Required fields as people call them; one that these pages do not know keeps its name. */
export const fieldNames = (fields: readonly string[], t: TFunction<'imports'>): string =>
  fields
    .map((field) => importFields.find((known) => known === field))
    .map((known, index) => (known ? t(`field.${known}`) : fields[index]))
    .join('、');
