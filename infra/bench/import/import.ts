import { setTimeout as wait } from 'node:timers/promises';
import { startChild, type Benchmark, type Contestant, type Settings } from '@kefu/bench';
import { createClient, type Client } from '@kefu/client';
import type { Import } from '@kefu/contracts';
import { sampleColumns, sampleCsv, sampleOrders } from '@kefu/testing/sample';

const wholeFile = 50_000;
const smallFile = 5_000;
const lookEveryMs = 100;
const underWay: readonly Import['state'][] = ['staging', 'running'];

type Told = { url: string };

const createOrdersService = async ({ seed, durationMs }: Settings): Promise<Contestant> => {
  // A round of a second is only to see that all is well.
  const count = durationMs < 2_000 ? smallFile : wholeFile;
  const csv = sampleCsv(sampleOrders({ seed, count, until: new Date('2026-10-21T00:00:00Z') }));
  const child = await startChild<Told>(new URL('./orders-process.ts', import.meta.url), {});
  const integrator = async (): Promise<Client> => {
    const { token } = await child.ask<{ token: string }>('token'); // lives for two minutes
    return createClient({ url: child.told.url, token });
  };

  const upload = async (shopId: string): Promise<string> => {
    const client = await integrator();
    const form = new FormData();
    form.set('shopId', shopId);
    form.append('files', new Blob([csv], { type: 'text/csv' }), 'orders.csv');
    const { importId } = await client.upload('orders.uploadImport', form);
    await client.call('orders.mapImport', {
      params: { importId },
      body: { files: [{ name: 'orders.csv', role: 'flat', mapping: sampleColumns }] },
    });
    await client.call('orders.startImport', { params: { importId } });
    return importId;
  };
  const ended = async (importId: string): Promise<Import> => {
    for (;;) {
      const seen = await (await integrator()).call('orders.getImport', { params: { importId } });
      if (!underWay.includes(seen.state)) return seen;
      await wait(lookEveryMs);
    }
  };

  const wrong: string[] = [];
  let rounds = 0;
  return {
    name: 'kefu',
    version: '0.1.0',
    round: async () => {
      const began = performance.now();
      const { state, progress, failure } = await ended(await upload(`bench-${++rounds}`));
      const tookMs = performance.now() - began;
      const { recorded, badLines } = progress;
      if (state !== 'done' || recorded !== count || badLines > 0)
        wrong.push(`${state}: ${recorded} recorded of ${count}, ${badLines} bad lines ${failure ?? ''}`);
      return { perSecond: (recorded * 1_000) / tookMs };
    },
    complaint: async () => {
      const { stored } = await child.ask<{ stored: number }>('stored');
      if (stored !== rounds * count) wrong.push(`${stored} orders stored of ${rounds * count}`);
      return wrong.length > 0 ? wrong.join(', ') : undefined;
    },
    remark: () => `${count.toLocaleString('en')} orders a file`,
    close: child.stop,
  };
};

export const importOrders: Benchmark = {
  name: 'import',
  what: 'Orders a second of a CSV file, from the upload to the last recorded order, by the orders service in its own process, each round into another shop; 50,000 orders a file (5,000 in rounds of less than 2 s).',
  aims: [],
  prepare: async (settings) => ({
    loads: [{ name: 'one file', concurrency: 1 }],
    warmUpMs: 0,
    contestants: [await createOrdersService(settings)],
  }),
};
