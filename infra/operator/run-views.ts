import { chosenService, chosenServices, readInstallation } from './installation.ts';
import { count, createScreen, table } from './screen.ts';
import { listViews, rebuildView, type SeenView } from './views.ts';

type Shown = { json?: boolean };

const layOut = (views: SeenView[]): string =>
  table(
    ['service', 'view', 'table', 'rows', 'hash'],
    views.flatMap(({ service, view, tables }) =>
      tables.map(({ table: name, rows, hash }) => [service, view, name, count(rows), hash]),
    ),
  );

export const list = async (names: string[], { json }: Shown): Promise<void> => {
  createScreen({ json }).result(
    await listViews(readInstallation(process.env), chosenServices(names)),
    layOut,
  );
};

export const rebuild = async (name: string, view: string, { json }: Shown): Promise<void> => {
  const screen = createScreen({ json });
  const rebuilt = await screen.during(`rebuilding ${view} of ${name}`, () =>
    rebuildView(readInstallation(process.env), chosenService(name), view),
  );
  screen.result(
    rebuilt,
    (one) =>
      `${count(one.events)} events in ${one.seconds} s, and the new tables are live.\n${layOut([one])}`,
  );
};
