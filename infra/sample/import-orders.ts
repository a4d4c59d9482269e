import { setTimeout as wait } from 'node:timers/promises';
import type { Client } from '@kefu/client';
import type { Import } from '@kefu/contracts';
import { sampleColumns, sampleCsv, type SampleOrder } from '@kefu/testing/sample';

const lookEveryMs = 200;
const atRest: readonly Import['state'][] = ['done', 'failed', 'cancelled'];

const ended = async (client: Client, importId: string): Promise<Import> => {
  for (;;) {
    const seen = await client.call('orders.getImport', { params: { importId } });
    if (atRest.includes(seen.state)) return seen;
    await wait(lookEveryMs);
  }
};

/** Brings a shop's orders in as a clerk would: upload the CSV, check the mapping, start, watch it end. */
export const importOrders = async (
  client: Client,
  shopId: string,
  orders: readonly SampleOrder[],
  progress: (line: string) => void,
): Promise<Import> => {
  const name = `${shopId}-orders.csv`;
  const form = new FormData();
  form.set('shopId', shopId);
  form.append('files', new Blob([sampleCsv(orders)], { type: 'text/csv' }), name);
  const { importId } = await client.upload('orders.uploadImport', form);
  await client.call('orders.mapImport', {
    params: { importId },
    body: { files: [{ name, role: 'flat', mapping: sampleColumns }] },
  });
  await client.call('orders.startImport', { params: { importId } });
  const seen = await ended(client, importId);
  const { recorded, changed, unchanged, badLines } = seen.progress;
  if (seen.state !== 'done')
    throw new Error(`the import of ${name} ended as ${seen.state}: ${seen.failure ?? 'no reason given'}`);
  progress(
    `sample: ${shopId}: ${recorded} orders recorded, ${changed} changed, ${unchanged} unchanged, ${badLines} bad lines`,
  );
  return seen;
};
