import { chosenService, chosenServices, readInstallation } from './installation.ts';
import { count, createScreen, table } from './screen.ts';
import { changeView, listViews, type SeenView } from './views.ts';

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

const change =
  (how: 'rebuild' | 'rollBack') =>
  async (name: string, view: string, { json }: Shown): Promise<void> => {
    const screen = createScreen({ json });
    const title = `${how === 'rebuild' ? 'rebuilding' : 'rolling back'} ${view} of ${name}`;
    const installation = readInstallation(process.env);
    const changed = await screen.during(title, (onProgress) =>
      changeView(installation, { service: chosenService(name), view, how }, onProgress),
    );
    screen.result(
      changed,
      (one) =>
        `${count(one.events)} events in ${one.seconds} s, and these tables are live.\n${layOut([one])}`,
    );
  };

export const rebuild = change('rebuild');
export const rollBack = change('rollBack');
