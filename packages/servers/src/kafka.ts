import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { containerProgram, dockerAnswers } from './docker.ts';
import { run } from './tool.ts';
import { brokersAnswer } from './kafka-admin.ts';
import { localMaven, provideJars, provideJava, type Artefact } from './java.ts';
import type { Program } from './program.ts';
import { plainEnvironment, type Port, type Server, type ServerOptions } from './server.ts';
import { SetupProblem } from './setup-problem.ts';

/** Of the broker that is started where none is given. */
export const kafkaVersion = '4.1.1';
const IMAGE = `apache/kafka:${kafkaVersion}`;
const JARS: Artefact[] = [
  `org.apache.kafka:kafka_2.13:${kafkaVersion}`,
  'org.apache.logging.log4j:log4j-slf4j-impl:2.24.3',
];
const HEAP = '-Xmx384m';
/** With the archive of loaded classes that a first run leaves, it is up after a third of the CPU time. */
const QUICK_START = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];
const name = 'kafka';

/** One broker that is its own controller; small, because it shares the machine. Topics are created by name only. */
export const settings = (
  listeners: string,
  advertised: string,
  controller: string,
): Record<string, string> => ({
  'process.roles': 'broker,controller',
  'node.id': '1',
  'controller.quorum.voters': `1@${controller}`,
  'controller.listener.names': 'CONTROLLER',
  'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
  listeners,
  'advertised.listeners': advertised,
  'num.partitions': '12',
  'log.retention.hours': '168',
  'auto.create.topics.enable': 'false',
  'offsets.topic.replication.factor': '1',
  'offsets.topic.num.partitions': '4',
  'transaction.state.log.replication.factor': '1',
  'transaction.state.log.min.isr': '1',
  'transaction.state.log.num.partitions': '4',
  'share.coordinator.state.topic.replication.factor': '1',
  'share.coordinator.state.topic.min.isr': '1',
  'group.initial.rebalance.delay.ms': '0',
  'num.network.threads': '2',
  'num.io.threads': '4',
  'log.index.size.max.bytes': '1048576',
});

type KafkaOptions = ServerOptions<[broker: Port, controller: Port]> & {
  /** Where clients are told to come, such as a link to the broker; a native one only. */
  advertisedPort?: number;
};

/** The address is a list of brokers. */
export const provideKafka = async (options: KafkaOptions): Promise<Server> => {
  const [{ port }, { port: controllerPort }] = options.ports;
  if (options.given !== undefined) return given(options.given);
  const docker = await dockerAnswers();
  const listener = `127.0.0.1:${port}`;
  const address = `127.0.0.1:${options.advertisedPort ?? port}`;
  const rest = {
    name,
    ports: options.ports,
    ready: () => brokersAnswer(address),
    stopSignal: 'SIGTERM' as const,
  };
  const program: Program = docker
    ? { ...rest, ...container(options.home.id, port, controllerPort) }
    : {
        ...rest,
        ...(await native(options, { listener, address, controller: `127.0.0.1:${controllerPort}` })),
      };
  return { name, address, source: docker ? 'docker' : 'native', program };
};

const given = async (address: string): Promise<Server> => {
  await brokersAnswer(address).catch((error: unknown) => {
    throw new SetupProblem(`The Kafka of KEFU_KAFKA_BROKERS does not answer: ${String(error)}`);
  });
  return { name, address, source: 'environment' };
};

const container = (id: string, port: number, controllerPort: number) => {
  const listeners = `PLAINTEXT://:${port},CONTROLLER://:${controllerPort}`;
  const all = settings(listeners, `PLAINTEXT://127.0.0.1:${port}`, `localhost:${controllerPort}`);
  const env = Object.entries(all).map(([key, value]) => [
    `KAFKA_${key.toUpperCase().replaceAll('.', '_')}`,
    value,
  ]);
  return containerProgram({
    name: `${id}-kafka`,
    image: IMAGE,
    ports: [[port, port]],
    volume: [`${id}-kafka`, '/var/lib/kafka/data'],
    env: { ...Object.fromEntries(env), KAFKA_LOG_DIRS: '/var/lib/kafka/data', KAFKA_HEAP_OPTS: HEAP },
  });
};

const LOGGING = `status = error
appender.console.type = Console
appender.console.name = out
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %d{ISO8601} %p %c{1}: %m%n
rootLogger.level = warn
rootLogger.appenderRef.out.ref = out
`;

type Addresses = { listener: string; address: string; controller: string };

const native = (options: ServerOptions, { listener, address, controller }: Addresses) => {
  const listeners = `PLAINTEXT://${listener},CONTROLLER://${controller}`;
  return nativeNode(options, {
    name,
    heap: HEAP,
    settings: settings(listeners, `PLAINTEXT://${address}`, controller),
  });
};

export const newClusterId = (): string =>
  Buffer.from(randomUUID().replaceAll('-', ''), 'hex').toString('base64url');

type Node = { name: string; heap: string; settings: Record<string, string>; clusterId?: string };

/** One node as a program on this machine; its log is formatted where it has none. */
export const nativeNode = async (
  { home, progress }: Pick<ServerOptions, 'home' | 'progress'>,
  { name: node, heap, settings: given, clusterId = newClusterId() }: Node,
) => {
  const cache = { into: home.downloads, progress };
  const java = await provideJava(cache);
  const jars = await provideJars(`kafka-${kafkaVersion}`, JARS, localMaven(java), cache);
  const folder = join(home.data, node);
  const logDirs = join(folder, 'log');
  mkdirSync(folder, { recursive: true });
  const all = { ...given, 'log.dirs': logDirs };
  const properties = join(folder, 'server.properties');
  const logging = join(folder, 'log4j2.properties');
  writeFileSync(
    properties,
    Object.entries(all)
      .map(([key, value]) => `${key}=${value}\n`)
      .join(''),
  );
  writeFileSync(logging, LOGGING);
  const classPath = ['-cp', `${jars}/*`];
  if (!existsSync(join(logDirs, 'meta.properties'))) {
    progress('formatting the Kafka log');
    rmSync(logDirs, { recursive: true, force: true });
    // in one word: an id may begin with a dash
    const id = `--cluster-id=${clusterId}`;
    await run(java, [...classPath, 'kafka.tools.StorageTool', 'format', id, '-c', properties]);
  }
  const archive = join(home.downloads, `kafka-${kafkaVersion}.jsa`);
  const classData = `-XX:${existsSync(archive) ? 'SharedArchiveFile' : 'ArchiveClassesAtExit'}=${archive}`;
  const jvm = [heap, '-Xms128m', ...QUICK_START, classData, `-Dlog4j2.configurationFile=${logging}`];
  return {
    command: java,
    args: [...jvm, ...classPath, 'kafka.Kafka', properties],
    env: plainEnvironment(),
    cwd: folder,
  };
};
