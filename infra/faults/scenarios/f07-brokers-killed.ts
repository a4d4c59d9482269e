import { setTimeout as delay } from 'node:timers/promises';
import { startOwnKafkaCluster, type Scenario } from '@kefu/testing/faults';
import { openNotes } from '../notes/service.ts';
import { sharedPostgres } from '../servers.ts';

export const brokersKilled = ({ bounces = 5 } = {}): Scenario => ({
  name: 'F7',
  title: `of three brokers one is killed, then one ended, ${bounces} × each`,
  checks: ['I1', 'I2', 'I3', 'I4', 'I6', 'I7'],
  play: async (stage) => {
    const cluster = await startOwnKafkaCluster(stage);
    const service = await openNotes(stage, { postgres: await sharedPostgres(), kafka: cluster.address });
    await service.useTransport().createTopics([service.topic], { partitions: 6, retentionMs: 3_600_000 });
    await service.start('notes', ['relay', 'ledger']);
    const writing = service.write(4, { pauseMs: 50 });
    await service.untilEffectsGoOn();
    for (let i = 0; i < bounces * 2; i += 1) {
      const broker = stage.random.pick(cluster.nodes);
      const isKill = i % 2 === 0;
      await delay(stage.random.between(500, 2_000));
      const faultAt = performance.now();
      await (isKill ? broker.crash() : broker.stop());
      // until everything that was written by now has its effect: a partition whose leader is gone must move
      await service.untilCaughtUp(60);
      stage.recovered(isKill ? 'killed' : 'ended', (performance.now() - faultAt) / 1_000, 30);
      await broker.start();
    }
    await writing.stop();
    await service.collect(120);
    stage.expect('nothing became a dead letter', Object.keys(await service.deadLetters()).length === 0);
  },
});
