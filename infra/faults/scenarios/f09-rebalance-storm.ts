import { setTimeout as delay } from 'node:timers/promises';
import type { Child, Scenario } from '@kefu/testing/faults';
import { openNotes } from '../notes/service.ts';
import { sharedKafka, sharedPostgres } from '../servers.ts';

export const rebalanceStorm = ({ seconds = 120, everySeconds = 5 } = {}): Scenario => ({
  name: 'F9',
  title: `a consumer comes or goes every ${everySeconds} s for ${seconds} s`,
  checks: ['I1', 'I2', 'I3', 'I4', 'I6', 'I7'],
  play: async (stage) => {
    const service = await openNotes(stage, { postgres: await sharedPostgres(), kafka: await sharedKafka() });
    await service.start('notes', ['relay', 'ledger']);
    const writing = service.write(4, { pauseMs: 50 });
    await service.untilEffectsGoOn();
    const standstill = service.watchStandstill();
    const members: Child[] = [];
    const over = performance.now() + seconds * 1_000;
    for (let i = 0; performance.now() < over; i += 1) {
      const isFull = members.length >= 3;
      if (members.length === 0 || (!isFull && stage.random.chance(0.5)))
        members.push(await service.start(`member-${i}`, ['ledger']));
      else {
        const [leaving] = members.splice(stage.random.between(0, members.length - 1), 1);
        await (stage.random.chance(0.5) ? leaving?.kill() : leaving?.terminate());
      }
      await delay(everySeconds * 1_000);
    }
    stage.recovered('longest standstill', await standstill(), 60);
    await writing.stop();
    await service.collect();
    stage.expect('nothing became a dead letter', Object.keys(await service.deadLetters()).length === 0);
  },
});
