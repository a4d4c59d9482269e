import { until, type Scenario } from '@kefu/testing/faults';
import { openNotes } from '../notes/service.ts';
import { sharedKafka, sharedPostgres } from '../servers.ts';

const mostInFlight = 500; // events that a relay sends at once

export const relayKilled = (): Scenario => ({
  name: 'F5',
  title: 'a relay killed after Kafka took the events, before its checkpoint',
  checks: ['I1', 'I2', 'I3', 'I4', 'I6', 'I7'],
  play: async (stage) => {
    const service = await openNotes(stage, { postgres: await sharedPostgres(), kafka: await sharedKafka() });
    await service.start('ledger', ['ledger']);
    const failAt = `relay.sent:${stage.random.between(3, 12)}`;
    const doomed = await service.start('doomed', ['relay'], { failAt });
    await until('the doomed one relays', async () => (await service.relayNow())?.owner === 'doomed');
    await service.start('heir', ['relay']);
    const writing = service.write(8, { pauseMs: 5 });
    stage.expect('the relay died where it was told to', (await doomed.exited) === null);
    const diedAt = performance.now();
    await until('the heir relays', async () => (await service.relayNow())?.owner === 'heir', 30);
    await service.untilEffectsGoOn();
    stage.recovered('effects', (performance.now() - diedAt) / 1_000, 10);
    await writing.stop();
    await service.collect();
    const repeats = await service.repeats();
    stage.tell(`${repeats} events were delivered twice`);
    stage.expect('what was in flight came twice, and no more', repeats > 0 && repeats <= mostInFlight);
  },
});
