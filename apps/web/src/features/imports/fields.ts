import type { FileRole, ImportField } from '@kefu/contracts';
import type { TFunction } from 'i18next';

// A record, so that a field which the contract gains is missed here at once.
const shownFields: Record<ImportField, true> = {
  orderNumber: true,
  lineId: true,
  buyerId: true,
  customerKey: true,
  status: true,
  placedAt: true,
  paidAt: true,
  dispatchedAt: true,
  signedAt: true,
  sku: true,
  title: true,
  quantity: true,
  unitPrice: true,
  freight: true,
  paidAmount: true,
  weightGrams: true,
  packagingGrams: true,
  recipientName: true,
  recipientPhone: true,
  recipientAddress: true,
  carrier: true,
  waybillNumber: true,
};
export const importFields = Object.keys(shownFields) as ImportField[]; // the record's keys

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
