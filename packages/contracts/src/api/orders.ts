import { z } from 'zod';
import { CustomerId, Instant, OrderId, page, PageQuery, ShopId, Uuid } from '../fields.ts';
import { OrderFacts } from '../events/orders.ts';
import { agents, staff } from '../principal.ts';
import { route } from '../route.ts';

/** Personal: encrypted in the log, masked in answers. */
export const Recipient = z
  .object({ name: z.string().max(120), phone: z.string().max(40), address: z.string().max(400) })
  .meta({ id: 'Recipient' });
export type Recipient = z.infer<typeof Recipient>;

export const OrderView = OrderFacts.extend({
  recipient: Recipient.nullable().meta({
    description: 'Masked (王**, 138****1234, 浙江省杭州市***); null when unknown or forgotten',
  }),
  recordedAt: Instant,
}).meta({ id: 'OrderView' });
export type OrderView = z.infer<typeof OrderView>;

export const ImportState = z.enum(['staging', 'mapping', 'running', 'done', 'cancelled', 'failed']).meta({
  id: 'ImportState',
  description:
    '`mapping`: uploaded, waits for its mapping and the start. `staging`: the lines are being read. `running`: orders go in. A cancelled or failed one goes on where it stood when started again.',
});
export type ImportState = z.infer<typeof ImportState>;
export const FileRole = z
  .enum(['flat', 'orders', 'items', 'payments', 'customers', 'products', 'ignore'])
  .meta({ id: 'FileRole', description: '`flat`: a row a line of an order' });
export type FileRole = z.infer<typeof FileRole>;

/** Fields that a column can be mapped to. Money fields are amounts in the main unit (yuan), e.g. `99.90`. */
export const ImportField = z
  .enum([
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
  ])
  .meta({ id: 'ImportField' });
export type ImportField = z.infer<typeof ImportField>;

export const ImportFile = z
  .object({
    name: z.string(),
    role: FileRole,
    encoding: z.string().meta({ example: 'utf-8' }),
    delimiter: z.string().meta({ example: ',' }),
    bytes: z.int(),
    headers: z.array(z.string()),
    sample: z
      .array(z.array(z.string()))
      .meta({ description: 'The first rows, to check the mapping against' }),
    mapping: z
      .record(z.string(), ImportField.or(z.literal('')).or(z.null()))
      .meta({ description: 'Header → field, or empty for a column that is not needed' }),
    missing: z
      .array(z.string())
      .meta({ description: 'Required fields that no column of this file is mapped to' }),
  })
  .meta({ id: 'ImportFile' });
export type ImportFile = z.infer<typeof ImportFile>;

const isZone = (zone: string): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
};
export const Zone = z
  .string()
  .refine(isZone, 'a time zone such as Asia/Shanghai')
  .meta({ description: 'Where times without an offset are from', example: 'Asia/Shanghai' });

export const Import = z
  .object({
    importId: Uuid,
    shopId: ShopId,
    state: ImportState,
    zone: Zone,
    files: z.array(ImportFile),
    missing: z
      .array(z.string())
      .meta({ description: 'Required fields that no column is mapped to: the import cannot start' }),
    progress: z.object({
      rowsRead: z.int(),
      rowsTotal: z.int().nullable(),
      ordersDone: z.int(),
      ordersTotal: z.int().nullable(),
      recorded: z.int(),
      changed: z.int(),
      unchanged: z.int(),
      badLines: z.int(),
      ordersPerSecond: z.number(),
    }),
    failure: z.string().nullable(),
    startedAt: Instant.nullable(),
    finishedAt: Instant.nullable(),
    createdAt: Instant,
    createdBy: z.string(),
  })
  .meta({ id: 'Import' });
export type Import = z.infer<typeof Import>;

/** Why a line, or a cell of it, did not go in. */
export const ImportErrorCode = z
  .enum([
    'quote-open',
    'text-after-quote',
    'columns-differ',
    'unreadable-characters',
    'empty',
    'not-text',
    'not-money',
    'not-a-time',
    'not-a-quantity',
    'not-a-weight',
    'not-a-status',
    'number-shortened',
    'price-unknown',
    'line-repeated',
    'order-repeated',
    'buyer-differs',
    'key-repeated',
    'order-missing',
    'customer-missing',
  ])
  .meta({ id: 'ImportErrorCode' });
export type ImportErrorCode = z.infer<typeof ImportErrorCode>;

export const ImportError = z
  .object({
    file: z.string(),
    line: z.int(),
    column: z.string().nullable(),
    value: z.string().nullable(),
    code: ImportErrorCode,
    reason: z.string().meta({ example: 'a weight is a number of grams above 0' }),
  })
  .meta({ id: 'ImportError' });
export type ImportError = z.infer<typeof ImportError>;

const byImport = z.object({ importId: Uuid });
const importers = ['integrator', 'supervisor', 'manager', 'administrator', 'order-desk-agent'] as const;

export const ordersRoutes = {
  'orders.uploadImport': route({
    service: 'orders',
    method: 'POST',
    path: '/api/orders/imports',
    summary: 'Upload CSV files of orders and get a proposed mapping',
    description:
      'multipart/form-data: field `shopId`, then one or more `files`. One flat file (a row a line of an order) or a set with roles (orders, items, payments, customers, products). Encoding (UTF-8, GBK, BOM) and delimiter are recognised.',
    roles: importers,
    multipart: true,
    body: z.object({ shopId: ShopId, files: z.array(z.file()).min(1).max(12) }),
    answer: Import,
    refusals: [
      'file-unreadable',
      'file-empty',
      'no-header',
      'file-too-large',
      'too-many-files',
      'file-repeated',
      'storage-full',
    ],
  }),
  'orders.listImports': route({
    service: 'orders',
    method: 'GET',
    path: '/api/orders/imports',
    summary: 'Imports, newest first',
    roles: importers,
    query: z.object(PageQuery),
    answer: page(Import),
  }),
  'orders.getImport': route({
    service: 'orders',
    method: 'GET',
    path: '/api/orders/imports/:importId',
    summary: 'An import and its progress',
    roles: importers,
    params: byImport,
    answer: Import,
  }),
  'orders.mapImport': route({
    service: 'orders',
    method: 'PUT',
    path: '/api/orders/imports/:importId/mapping',
    summary: 'Correct roles and mapping before the import runs',
    roles: importers,
    params: byImport,
    body: z.object({
      zone: Zone.optional(),
      files: z
        .array(
          z.object({
            name: z.string(),
            role: FileRole,
            mapping: ImportFile.shape.mapping
              .optional()
              .meta({ description: 'Header → field; left out, it is proposed afresh for the role' }),
            encoding: z.string().optional(),
            delimiter: z.string().min(1).max(1).optional(),
          }),
        )
        .min(1),
    }),
    answer: Import,
    refusals: [
      'import-already-started',
      'file-unknown',
      'file-unreadable',
      'column-unknown',
      'field-mapped-twice',
    ],
  }),
  'orders.startImport': route({
    service: 'orders',
    method: 'POST',
    path: '/api/orders/imports/:importId/start',
    summary: 'Run the import, or resume one that was cancelled or failed',
    roles: importers,
    params: byImport,
    status: 202,
    answer: Import,
    refusals: ['mapping-incomplete', 'import-running', 'import-done'],
  }),
  'orders.cancelImport': route({
    service: 'orders',
    method: 'POST',
    path: '/api/orders/imports/:importId/cancel',
    summary: 'Stop an import; what went in stays',
    roles: importers,
    params: byImport,
    status: 202,
    answer: Import,
    refusals: ['import-not-running'],
  }),
  'orders.listImportErrors': route({
    service: 'orders',
    method: 'GET',
    path: '/api/orders/imports/:importId/errors',
    summary: 'Lines that did not go in, and why',
    roles: importers,
    params: byImport,
    query: z.object(PageQuery),
    answer: page(ImportError),
  }),
  'orders.recordOrder': route({
    service: 'orders',
    method: 'POST',
    path: '/api/orders',
    summary: 'Record one order, or what it reads like now',
    description: 'Identity is shop + order number; the same content again changes nothing.',
    roles: ['integrator', 'manager', 'administrator'],
    body: OrderFacts.omit({ orderId: true, customerId: true }).extend({
      buyerId: z.string().min(1).max(120),
      recipient: Recipient.optional(),
    }),
    answer: z.object({ orderId: OrderId, outcome: z.enum(['recorded', 'changed', 'unchanged']) }),
    refusals: ['line-repeated', 'parcel-repeated', 'parcel-line-unknown'],
  }),
  'orders.listOrders': route({
    service: 'orders',
    method: 'GET',
    path: '/api/orders',
    summary: 'Find orders',
    roles: [...staff, 'integrator'],
    query: z.object({
      shopId: ShopId.optional(),
      customerId: CustomerId.optional(),
      number: z.string().max(80).optional(),
      ...PageQuery,
    }),
    answer: page(OrderView),
  }),
  'orders.myOrders': route({
    service: 'orders',
    method: 'GET',
    path: '/api/orders/mine',
    summary: "The customer's own orders in this shop",
    roles: ['customer'],
    answer: z.object({ items: z.array(OrderView) }),
  }),
  'orders.getOrder': route({
    service: 'orders',
    method: 'GET',
    path: '/api/orders/:orderId',
    summary: 'One order; a customer gets only their own',
    roles: [...staff, 'customer', 'service', 'integrator'],
    params: z.object({ orderId: OrderId }),
    answer: OrderView,
    refusals: ['order-unknown'],
  }),
  'orders.unmaskRecipient': route({
    service: 'orders',
    method: 'POST',
    path: '/api/orders/:orderId/unmasking',
    summary: 'See name, phone and address in full, once, with a reason that is recorded',
    roles: agents,
    params: z.object({ orderId: OrderId }),
    body: z.object({ reason: z.string().min(2).max(200) }),
    answer: Recipient,
    refusals: ['order-unknown', 'recipient-unknown'],
  }),
};
