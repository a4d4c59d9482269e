import { archiveResting } from './archive.ts';
import { chosenService, readInstallation } from './installation.ts';
import { count, createScreen } from './screen.ts';

export const archive = async (
  name: string,
  { json, before }: { json?: boolean; before: Date },
): Promise<void> => {
  const screen = createScreen({ json });
  const service = chosenService(name);
  const installation = readInstallation(process.env);
  const archived = await screen.during(`archiving ${name}`, (onProgress) =>
    archiveResting(installation, { service, before }, onProgress),
  );
  screen.result(
    archived,
    ({ streams, events }) =>
      `${count(events)} events of ${count(streams)} streams that have rested since ${archived.before} are in the archive.`,
  );
};
