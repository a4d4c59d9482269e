import { readFileSync } from 'node:fs';
import { childSettings, tellParent, whenLeft } from '@kefu/bench';
import type { Position } from '@kefu/event-store';
import { runForTest } from '@kefu/service/testing';
import { pagesOf } from '@kefu/testing/faults';
import { definitionOf } from '../../service-definitions.ts';

export type OrdersTold = { url: string };
export type Stored = {
  /** Orders in the read model. */
  viewed: number;
  /** Events that the feed delivers. */
  delivered: number;
  /** The most that this process has held, in bytes. */
  peakRss: number;
};

// The orders service in a process of its own, as it runs everywhere.
const service = await runForTest(await definitionOf('orders'), childSettings<NodeJS.ProcessEnv>());
const { store } = service;

const delivered = async (atLeast: number): Promise<number> => {
  let events = 0;
  const feed = (page: { after: Position | null; limit: number }) => store.feed({ ...page, sealed: true });
  for await (const page of pagesOf(feed, atLeast)) events += page.length;
  return events;
};

let peakRss = 0; // asked before the feed is read, which is not the service's own work
const stored = async (): Promise<Stored> => {
  peakRss ||= 1_024 * Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
  const { rows } = await store.pool.query<{ viewed: number }>(
    'SELECT count(*)::int AS viewed FROM order_view',
  );
  const viewed = rows[0]?.viewed ?? 0;
  return { viewed, delivered: await delivered(viewed), peakRss }; // each order is an event at least
};

process.on('message', (question) => {
  if (question === 'token')
    void service.tokenOf({ roles: ['integrator'] }).then((token) => tellParent({ token }));
  else void stored().then(tellParent);
});
whenLeft(service.stop);
tellParent({ url: service.url } satisfies OrdersTold);
