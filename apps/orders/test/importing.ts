import { type Client, ProblemError } from '@kefu/client';
import type { Import, ImportError } from '@kefu/contracts';
import { eventually } from './orders-at-work.ts';

export type TestFile = { name: string; content: string | Buffer };

export const upload = (client: Client, files: readonly TestFile[], shopId = 'flagship'): Promise<Import> => {
  const form = new FormData();
  form.set('shopId', shopId);
  for (const { name, content } of files) {
    form.append('files', new Blob([typeof content === 'string' ? content : new Uint8Array(content)]), name);
  }
  return client.upload('orders.uploadImport', form);
};

export const start = (client: Client, { importId }: Pick<Import, 'importId'>): Promise<Import> =>
  client.call('orders.startImport', { params: { importId } });

const underWay = new Set(['staging', 'running']);

/** As a page does it: a service whose database was away for a moment is asked again. */
const look = async (client: Client, importId: string): Promise<Import | undefined> => {
  try {
    return await client.call('orders.getImport', { params: { importId } });
  } catch (error) {
    if (error instanceof ProblemError && error.problem.status === 503) return undefined;
    throw error;
  }
};

/** The import once it has ended, however it did. */
export const ended = (
  client: Client,
  { importId }: Pick<Import, 'importId'>,
  limitMs = 50_000,
): Promise<Import> =>
  eventually(async () => {
    const now = await look(client, importId);
    return now === undefined || underWay.has(now.state) ? undefined : now;
  }, limitMs);

export const run = async (client: Client, files: readonly TestFile[], shopId?: string): Promise<Import> =>
  ended(client, await start(client, await upload(client, files, shopId)));

export const errorsOf = async (
  client: Client,
  { importId }: Pick<Import, 'importId'>,
): Promise<ImportError[]> => {
  const errors: ImportError[] = [];
  for (let after: string | undefined, go = true; go; go = after !== undefined) {
    const query = { limit: 2, ...(after && { after }) };
    const page = await client.call('orders.listImportErrors', { params: { importId }, query });
    errors.push(...page.items);
    after = page.next;
  }
  return errors;
};

type Cell = string | number | undefined;
const quoted = (cell: Cell): string => `"${String(cell ?? '').replaceAll('"', '""')}"`;

/** Rows as a CSV file, each cell quoted. */
export const csv = (rows: readonly (readonly Cell[])[], delimiter = ',', lineBreak = '\n'): string =>
  rows.map((row) => row.map(quoted).join(delimiter) + lineBreak).join('');

const headers = [
  '订单编号',
  '买家会员名',
  '订单创建时间',
  '商家编码',
  '宝贝标题',
  '购买数量',
  '单价',
  '重量',
  '收货人姓名',
  '联系手机',
  '订单状态',
];

/** A flat file of `count` orders of one line. */
export const manyOrders = (count: number, price = '99.90'): string =>
  csv([
    headers,
    ...Array.from({ length: count }, (_, index) => [
      `N${String(index).padStart(7, '0')}`,
      `buyer${index % 997}`,
      '2026-10-18 11:20:00',
      'SCARF-RED',
      '羊毛围巾 红',
      1,
      price,
      100,
      '王小明',
      '13812345678',
      '交易成功',
    ]),
  ]);

export const columns = [
  '订单编号',
  '买家会员名',
  '下单时间',
  '商家编码',
  '宝贝标题',
  '数量',
  '单价',
  '重量',
  '订单状态',
];
/** A row of a flat file with these columns; what is not said is as it mostly is. */
export const row = (number: string, more: Record<string, string | number> = {}) => {
  const cells = {
    订单编号: number,
    买家会员名: 'ann',
    下单时间: '2026-10-18 11:20:00',
    商家编码: 'S1',
    宝贝标题: '围巾',
  };
  const all: Record<string, string | number> = {
    ...cells,
    数量: 1,
    单价: '99.9',
    重量: 100,
    订单状态: '交易成功',
    ...more,
  };
  return columns.map((column) => all[column]);
};
export const flat = (name: string, ...rows: (string | number | undefined)[][]): TestFile => ({
  name,
  content: csv([columns, ...rows]),
});
