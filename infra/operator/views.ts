import type { ServiceName } from '@kefu/contracts';

import type { Installation } from './installation.ts';
import { exitCodes, OperatorProblem } from './problem.ts';
import { withStore } from './with-store.ts';

export type SeenView = {
  service: ServiceName;
  view: string;
  tables: { table: string; rows: number; hash: string }[];
};

/** `table 12:345, other 0:0`, as the event store writes it. */
const tablesIn = (hash: string): SeenView['tables'] =>
  hash.split(', ').map((part) => {
    const [, table = '', rows = '0', sum = '0'] = /^(\S+) (\d+):(-?\d+)$/.exec(part) ?? [];
    return { table, rows: Number(rows), hash: sum };
  });

export const listViews = async (
  installation: Installation,
  services: readonly ServiceName[],
): Promise<SeenView[]> => {
  const found: SeenView[] = [];
  for (const service of services)
    await withStore(installation, service, async (store, { views = [] }) => {
      for (const view of views)
        found.push({ service, view: view.name, tables: tablesIn(await store.hash(view)) });
    });
  return found;
};

export type ChangedView = SeenView & { events: number; seconds: number };

/** `rebuild`: anew beside the live one; `rollBack`: to the tables of before. Then switches; the service goes on meanwhile. */
export const changeView = async (
  installation: Installation,
  { service, view: name, how }: { service: ServiceName; view: string; how: 'rebuild' | 'rollBack' },
  onProgress: (events: number, total: number) => void,
): Promise<ChangedView> =>
  withStore(installation, service, async (store, { views = [] }) => {
    const view = views.find((known) => known.name === name);
    if (view === undefined)
      throw new OperatorProblem(
        `${service} has no view ${name}. It has: ${views.map((known) => known.name).join(', ') || 'none'}.`,
        exitCodes.wrongUse,
      );
    const began = performance.now();
    const { events, hash } = await store[how](view, { onProgress });
    const seconds = Math.round((performance.now() - began) / 100) / 10;
    return { service, view: name, events, seconds, tables: tablesIn(hash) };
  });
