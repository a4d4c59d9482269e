import { setTimeout as wait } from 'node:timers/promises';
import type { Client } from '@kefu/client';
import type { SampleParcel } from '@kefu/testing/sample';

const batch = 1_000;
const patienceMs = 60_000;
const lookEveryMs = 250;

const inBatches = <Item>(items: readonly Item[]): Item[][] =>
  Array.from({ length: Math.ceil(items.length / batch) }, (_, index) =>
    items.slice(index * batch, (index + 1) * batch),
  );

/**
 * Sends the carriers' scans. Logistics hears of new parcels from the orders' events, a moment after the import; scans
 * of parcels that it does not know yet are sent again until it does.
 */
export const recordScans = async (client: Client, parcels: readonly SampleParcel[]): Promise<void> => {
  const scans = parcels.flatMap(({ carrier, number, scans: own }) =>
    own.map((scan) => ({ ...scan, waybillId: `${carrier}:${number}` })),
  );
  const deadline = Date.now() + patienceMs;
  for (let open = scans; open.length > 0;) {
    const unknown = new Set<string>();
    for (const some of inBatches(open)) {
      const answer = await client.call('logistics.recordScans', { body: { scans: some } });
      for (const waybillId of answer.unknown) unknown.add(waybillId);
    }
    open = open.filter(({ waybillId }) => unknown.has(waybillId));
    if (open.length === 0) return;
    if (Date.now() > deadline)
      throw new Error(
        `logistics does not know ${unknown.size} parcels after a minute: ${[...unknown].slice(0, 3).join(', ')} …`,
      );
    await wait(lookEveryMs);
  }
};
