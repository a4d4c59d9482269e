import { services } from '@kefu/contracts';
import { readInstallation } from './installation.ts';
import { readLag, type Lag } from './lag.ts';
import { count, createScreen, table } from './screen.ts';

const events = (figure: number): string => (figure >= 1_000 ? `${count(figure)} or more` : count(figure));

const layOut = ({ readers, groups, kafka, oldestWriter, letters }: Lag): string => {
  const parts = [
    'Readers of the logs',
    table(
      ['service', 'reader', 'events behind', 'seconds'],
      readers.map((lag) => [lag.service, lag.reader, events(lag.events), lag.seconds.toFixed(1)]),
    ),
    '\nConsumers on Kafka',
    groups === undefined
      ? `${kafka}`
      : table(
          ['group', 'topic', 'messages behind'],
          groups.map(({ group, topic, messages }) => [group, topic, count(messages)]),
        ),
    '\nDead letters',
    table(
      ['service', 'letters', 'parked keys'],
      letters.map(({ service, letters: waiting, keys }) => [service, waiting, keys]),
    ),
  ];
  if (oldestWriter === undefined) return [...parts, '\nNothing holds readers back.'].join('\n');
  const { seconds, database, pid, role, application, state } = oldestWriter;
  const who = `${pid === null ? `prepared transaction "${application}"` : `process ${pid} (${application || 'unnamed'}, ${state})`}`;
  return [
    ...parts,
    `\nReaders of ${database} have waited ${seconds.toFixed(1)} s for ${who} of ${role}.`,
    pid === null ? '' : `SELECT pg_terminate_backend(${pid}) ends it.`,
  ].join('\n');
};

export const lag = async ({ json }: { json?: boolean }): Promise<void> => {
  createScreen({ json }).result(await readLag(readInstallation(process.env), services), layOut);
};
