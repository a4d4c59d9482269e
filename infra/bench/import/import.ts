import { setTimeout as wait } from 'node:timers/promises';
import { startChild, type Benchmark, type Contestant, type Fact, type Settings } from '@kefu/bench';
import { createClient, type Client } from '@kefu/client';
import type { Import } from '@kefu/contracts';
import { sampleColumns, sampleCsv, sampleOrders } from '@kefu/testing/sample';
import type { OrdersTold, Stored } from './orders-process.ts';

const wholeFile = 50_000;
const smallFile = 5_000;
const lookEveryMs = 100;
const underWay: readonly Import['state'][] = ['staging', 'running'];
const first = { name: 'new orders', concurrency: 1 };
const again = { name: 'the same file again', concurrency: 1 };

const secondsOf = ({ startedAt, finishedAt }: Import): number =>
  (Date.parse(finishedAt ?? '') - Date.parse(startedAt ?? '')) / 1_000;
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? Number.NaN;

const createOrdersService = async ({
  seed,
  durationMs,
}: Settings): Promise<Contestant & { facts(): Promise<Fact[]> }> => {
  // A round of a second is only to see that all is well.
  const count = durationMs < 2_000 ? smallFile : wholeFile;
  const csv = sampleCsv(sampleOrders({ seed, count, until: new Date('2026-10-21T00:00:00Z') }));
  const child = await startChild<OrdersTold>(new URL('./orders-process.ts', import.meta.url), {});
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
  const rounds = new Map<string, Import[]>([
    [first.name, []],
    [again.name, []],
  ]);
  return {
    name: 'kefu',
    version: '0.1.0',
    round: async ({ name }) => {
      const before = rounds.get(name) ?? [];
      const seen = await ended(await upload(`bench-${before.length + 1}`));
      rounds.set(name, [...before, seen]);
      const { state, failure, progress } = seen;
      const { recorded, unchanged, badLines } = progress;
      const expected = name === first.name ? recorded : unchanged;
      if (state !== 'done' || expected !== count || badLines > 0)
        wrong.push(
          `${name}: ${state} with ${expected} of ${count}, ${badLines} bad lines ${failure ?? ''}`.trim(),
        );
      return { perSecond: progress.ordersPerSecond };
    },
    complaint: async () => {
      const orders = (rounds.get(first.name)?.length ?? 0) * count;
      const { viewed, delivered } = await child.ask<Stored>('stored');
      if (viewed !== orders) wrong.push(`${viewed} orders in the view of ${orders}`);
      if (delivered !== orders) wrong.push(`${delivered} events in the feed of ${orders}`);
      return wrong.length > 0 ? wrong.join(', ') : undefined;
    },
    remark: () => `${count.toLocaleString('en')} orders a file`,
    facts: async () => {
      const { peakRss } = await child.ask<Stored>('stored');
      const inAll = [...rounds].map(([name, seen]) => ({
        name: `${name}, staging included`,
        value: `${Math.round(count / median(seen.map(secondsOf))).toLocaleString('en')} orders/s`,
      }));
      return [...inAll, { name: 'resident memory at most', value: `${Math.round(peakRss / 2 ** 20)} MiB` }];
    },
    close: child.stop,
  };
};

export const importOrders: Benchmark = {
  name: 'import',
  what: 'Orders a second of a CSV file by the orders service in its own process, as the service counts them: from the end of staging to the last recorded order. Each round into another shop, then the same files once more; 50,000 orders a file (5,000 in rounds of less than 2 s).',
  aims: [],
  prepare: async (settings) => {
    const orders = await createOrdersService(settings);
    return { loads: [first, again], warmUpMs: 0, contestants: [orders], facts: orders.facts };
  },
};
