import { rmSync } from 'node:fs';
import { provideKafka, provideKafkaCluster } from '@kefu/servers';
import { freePort } from './free-port.ts';
import { homeOfScenario } from './own-postgres.ts';
import { startOwnServer, type OwnServer } from './own-server.ts';
import type { Stage } from './scenario.ts';

const port = async () => ({ port: await freePort(), setting: 'another port' });

/** One broker of the scenario's own, empty, gone with it. */
export const startOwnKafka = async (stage: Stage, name = 'kafka'): Promise<OwnServer> => {
  const home = homeOfScenario(name);
  const ports: [Awaited<ReturnType<typeof port>>, Awaited<ReturnType<typeof port>>] = [
    await port(),
    await port(),
  ];
  const own = await startOwnServer(await provideKafka({ home, ports, progress: stage.tell }), home);
  stage.finally(async () => {
    await own.crash();
    rmSync(home.base, { recursive: true, force: true });
  });
  return own;
};

export type OwnKafkaCluster = { address: string; nodes: OwnServer[] };

/** Three brokers with replication 3 and two in sync at least, empty, gone with the scenario. */
export const startOwnKafkaCluster = async (stage: Stage): Promise<OwnKafkaCluster> => {
  const home = homeOfScenario('kafka-cluster');
  rmSync(home.data, { recursive: true, force: true });
  const three = [];
  for (let i = 0; i < 3; i++) three.push({ broker: await port(), controller: await port() });
  const cluster = await provideKafkaCluster({ home, nodes: three, progress: stage.tell });
  const starting = cluster.nodes.map((node) => startOwnServer(node, home));
  stage.finally(async () => {
    for (const started of await Promise.allSettled(starting))
      if (started.status === 'fulfilled') await started.value.crash();
    rmSync(home.base, { recursive: true, force: true });
  });
  return { address: cluster.address, nodes: await Promise.all(starting) };
};
