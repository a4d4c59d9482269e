import { brokersAnswer } from './kafka-admin.ts';
import { nativeNode, newClusterId, settings } from './kafka.ts';
import type { Port, Server, ServerOptions } from './server.ts';

const HEAP = '-Xmx256m';

/** Two ports a node: the broker's and the controller's. */
type ClusterOptions = Pick<ServerOptions, 'home' | 'progress'> & {
  nodes: readonly { broker: Port; controller: Port }[];
};

export type KafkaCluster = {
  /** All brokers, as clients take them. */
  address: string;
  /** Each node is a server of its own, to be started beside the others. */
  nodes: Server[];
};

/**
 * Brokers that are their own controllers, on this machine: what is written is on every replica and acknowledged by
 * two, so one of three may be away. For tests of what happens when one is; small heaps, since they share the machine.
 */
export const provideKafkaCluster = async ({
  home,
  progress,
  nodes,
}: ClusterOptions): Promise<KafkaCluster> => {
  const clusterId = newClusterId();
  const voters = nodes.map(({ controller }, i) => `${i + 1}@127.0.0.1:${controller.port}`).join(',');
  const replicas = String(nodes.length);
  const servers = nodes.map(async ({ broker, controller }, i): Promise<Server> => {
    const address = `127.0.0.1:${broker.port}`;
    const listener = `PLAINTEXT://${address}`;
    const name = `kafka-${i + 1}`;
    const program = await nativeNode(
      { home, progress },
      {
        name,
        heap: HEAP,
        clusterId,
        settings: {
          ...settings(`${listener},CONTROLLER://127.0.0.1:${controller.port}`, listener, ''),
          'node.id': String(i + 1),
          'controller.quorum.voters': voters,
          'num.partitions': '6',
          'default.replication.factor': replicas,
          'min.insync.replicas': '2',
          'offsets.topic.replication.factor': replicas,
        },
      },
    );
    return {
      name,
      address,
      source: 'native',
      program: {
        ...program,
        name,
        ports: [broker, controller],
        ready: () => brokersAnswer(address),
        stopSignal: 'SIGTERM',
      },
    };
  });
  return {
    address: nodes.map(({ broker }) => `127.0.0.1:${broker.port}`).join(','),
    nodes: await Promise.all(servers),
  };
};
