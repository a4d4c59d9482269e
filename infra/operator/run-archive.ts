import { archiveResting } from './archive.ts';
import { chosenService, readInstallation } from './installation.ts';
import { count, createScreen } from './screen.ts';

export const archive = async (
  name: string,
  { json, before, without }: { json?: boolean; before: Date; without?: string[] },
): Promise<void> => {
  const screen = createScreen({ json });
  const service = chosenService(name);
  const installation = readInstallation(process.env);
  const archived = await screen.during(`archiving ${name}: streams looked at`, (onProgress) =>
    archiveResting(installation, { service, before, without }, onProgress),
  );
  screen.result(
    archived,
    ({ streams, events }) =>
      `${count(events)} events of ${count(streams)} streams that have rested since ${archived.before} are in the archive.`,
  );
};
