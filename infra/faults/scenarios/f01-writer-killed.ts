import { setTimeout as delay } from 'node:timers/promises';
import type { Scenario } from '@kefu/testing/faults';
import { openNotes } from '../notes/service.ts';
import { sharedPostgres } from '../servers.ts';

const toldIn = (said: readonly string[], verb: string): string[] =>
  said.filter((line) => line.startsWith(verb)).map((line) => line.slice(verb.length + 1));

/** The amount that a writer's command carries: its number, and one. */
const amountOf = (command: string): number => Number(command.slice(command.lastIndexOf('-') + 1)) + 1;

export const writerKilled = ({ deaths = 5 } = {}): Scenario => ({
  name: 'F1',
  title: `a writer killed ${deaths} × after its commit was sent, and ${deaths} × after it was written`,
  checks: ['I1', 'I3', 'I5'],
  play: async (stage) => {
    const service = await openNotes(stage, { postgres: await sharedPostgres() });
    let unanswered = 0;
    const written = { 'append.sent': 0, 'append.committed': 0 };
    for (let i = 0; i < deaths * 2; i += 1) {
      const point = i % 2 === 0 ? 'append.sent' : 'append.committed';
      const name = `writer-${i}`;
      const doomed = await service.start(name, ['write'], {
        failAt: `${point}:${stage.random.between(3, 60)}`,
      });
      stage.expect('the writer died where it was told to', (await doomed.exited) === null);
      await delay(200); // its last words are still read; what it sent is still written
      const acknowledged = new Set(toldIn(doomed.said, 'acknowledged'));
      stage.record(
        [...acknowledged].map((command) => ({ kind: 'acknowledged', command, events: 1 }) as const),
      );
      const open = toldIn(doomed.said, 'sends').filter((command) => !acknowledged.has(command));
      const before = await service.notesOf(name);
      written[point] += before - acknowledged.size;
      unanswered += open.length;
      for (const command of open) await service.note(command, name, [amountOf(command)]);
    }
    stage.tell(`${unanswered} commands had no answer`);
    for (const [point, count] of Object.entries(written)) {
      stage.tell(`${point}: ${count} of them were written`);
      stage.expect(`at ${point} something was written whose writer never heard of it`, count > 0);
    }
    await service.collectLog();
    await service.compareView();
  },
});
