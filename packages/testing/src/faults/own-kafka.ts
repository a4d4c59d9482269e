import { provideKafka, provideKafkaCluster, SetupProblem } from '@kefu/servers';
import { freePort } from '../servers/free-port.ts';
import { homeOfScenario } from './own-postgres.ts';
import { clearHome, startOwnServer, type OwnServer } from './own-server.ts';
import { startProxy, type Proxy } from './proxy.ts';
import { Skipped, type Stage } from './scenario.ts';
import { mountSmallDisk } from './small-disk.ts';

const port = async () => ({ port: await freePort(), setting: 'another port' });

export type OwnKafka = OwnServer & {
  disk: string;
  /** Between all its clients and it. */
  link: Proxy;
};

/** One broker of the scenario's own, empty, gone with it. */
export const startOwnKafka = async (
  stage: Stage,
  name = 'kafka',
  { diskMegabytes }: { diskMegabytes?: number } = {},
): Promise<OwnKafka> => {
  const home = homeOfScenario(name);
  await clearHome(home);
  if (diskMegabytes !== undefined) await mountSmallDisk(stage, home.data, diskMegabytes);
  const ports: [Awaited<ReturnType<typeof port>>, Awaited<ReturnType<typeof port>>] = [
    await port(),
    await port(),
  ];
  const link = await startProxy({ port: ports[0].port });
  stage.finally(() => link.close());
  const advertisedPort = link.port;
  const kafka = await provideKafka({ home, ports, advertisedPort, progress: stage.tell });
  const own = await startOwnServer(kafka, home);
  stage.finally(async () => {
    await own.crash();
    if (diskMegabytes === undefined) await clearHome(home);
  });
  return Object.assign(own, { disk: home.data, link });
};

export type OwnKafkaCluster = { address: string; nodes: OwnServer[] };

/** Three brokers with replication 3 and two in sync at least, empty, gone with the scenario. */
export const startOwnKafkaCluster = async (stage: Stage): Promise<OwnKafkaCluster> => {
  const home = homeOfScenario('kafka-cluster');
  await clearHome(home);
  const three = [];
  for (let i = 0; i < 3; i++) three.push({ broker: await port(), controller: await port() });
  const cluster = await provideKafkaCluster({ home, nodes: three, progress: stage.tell }).catch(
    (error: unknown) => {
      if (error instanceof SetupProblem) throw new Skipped(error.message); // e.g. no Maven where Docker runs the rest
      throw error;
    },
  );
  const starting = cluster.nodes.map((node) => startOwnServer(node, home));
  stage.finally(async () => {
    for (const started of await Promise.allSettled(starting))
      if (started.status === 'fulfilled') await started.value.crash();
    await clearHome(home);
  });
  return { address: cluster.address, nodes: await Promise.all(starting) };
};
