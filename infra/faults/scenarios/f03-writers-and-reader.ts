import { setTimeout as delay } from 'node:timers/promises';
import { until, type Scenario } from '@kefu/testing/faults';
import { startReader } from '../notes/reader.ts';
import { openNotes } from '../notes/service.ts';
import { sharedPostgres } from '../servers.ts';

export const writersAndReader = ({ seconds = 15 } = {}): Scenario => ({
  name: 'F3',
  title: `16 writers of two processes' stores and two live readers, ${seconds} s`,
  checks: ['I1', 'I2', 'I3', 'I5'],
  play: async (stage) => {
    const service = await openNotes(stage, { postgres: await sharedPostgres() });
    // its commits ring no bell in the other store
    const other = service.openStore();
    const readers = [startReader(stage, service.store), startReader(stage, other, { name: 'other reader' })];
    const writings = [service.write(8, { from: 'a' }), service.write(8, { from: 'b', by: other })];
    await delay(seconds * 1_000);
    for (const writing of writings) await writing.stop();
    const stored = await service.collectLog();
    await until('the readers have everything', () => readers.every((reader) => reader.seen() >= stored));
    await service.compareView();
    stage.tell(`${stored} events`);
  },
});
