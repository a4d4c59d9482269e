import { setTimeout as delay } from 'node:timers/promises';
import type { Scenario } from '@kefu/testing/faults';
import { openDoors } from '../notes/doors.ts';
import { openNotes } from '../notes/service.ts';
import { sharedKafka, sharedPostgres } from '../servers.ts';

export const endedUnderLoad = ({ times = 20 } = {}): Scenario => ({
  name: 'F12',
  title: `one of two services ended under load, ${times} ×`,
  checks: ['I1', 'I2', 'I3', 'I4', 'I6', 'I7'],
  play: async (stage) => {
    const kafka = await sharedKafka();
    const service = await openNotes(stage, { postgres: await sharedPostgres(), kafka });
    const { doors, open, forget, call, met } = await openDoors(stage, service, kafka);
    await open();
    const stop = call(8, 20);
    let slowest = 0;
    const codes = new Set<number | null>();
    for (let i = 0; i < times; i += 1) {
      await open();
      await delay(stage.random.between(0, 500));
      const [leaving] = doors;
      if (leaving === undefined) break;
      const { code, seconds } = await leaving.child.terminate();
      forget(leaving);
      codes.add(code);
      slowest = Math.max(slowest, seconds);
    }
    await stop();
    stage.recovered('slowest end', slowest, 15);
    await service.collect();
    stage.tell(
      `${JSON.stringify([...met.answers])}, ${met.refused} refused, ${met.broken.length} broken: ${[...new Set(met.broken)].join()}`,
    );
    stage.expect(
      'every service ended in order',
      [...codes].every((code) => code === 0),
    );
    stage.expect(
      'clients met nothing but success',
      [...met.answers.keys()].every((status) => status < 300),
    );
    stage.expect('no answer broke off', met.broken.length === 0);
  },
});
