import { findEvents, followEvents, type EventFilter, type SeenEvent } from './events.ts';
import { chosenServices, readInstallation } from './installation.ts';

type Options = Omit<EventFilter, 'limit'> & {
  json?: boolean;
  follow?: boolean;
  lines: number;
  key?: string;
};

const forPeople = ({ recordedAt, service, stream, version, type, who, correlationId, data }: SeenEvent) =>
  `${recordedAt}  ${service}  ${stream}@${version}  ${type}  ${who}  ${correlationId}\n    ${JSON.stringify(data)}`;

const untilInterrupted = (): AbortSignal => {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
  return stopping.signal;
};

/** With --json one event a line, so that it can be read while it grows. */
export const tail = async (names: string[], options: Options): Promise<void> => {
  const { json, follow, lines, key: keyFile, ...given } = options;
  const filter = { ...given, limit: lines };
  const services = chosenServices(names);
  const installation = readInstallation(process.env);
  const onEvent = (event: SeenEvent): void => {
    process.stdout.write(`${json ? JSON.stringify(event) : forPeople(event)}\n`);
  };
  const { events, places } = await findEvents(installation, { services, filter, keyFile });
  events.forEach(onEvent);
  if (!follow) return;
  const signal = untilInterrupted();
  await followEvents(installation, { services, filter, keyFile }, { places, onEvent, signal });
};
