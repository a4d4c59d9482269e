import { kafkajsTransport } from '../src/kafkajs-transport.ts';
import type { Log } from '../src/log.ts';
import type { EventTransport } from '../src/transport.ts';
import { platformaticTransport } from './platformatic-transport.ts';

const nothing = () => undefined;
export const silent: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing };

export const brokers = (): string[] => {
  const given = process.env.KEFU_TEST_KAFKA;
  if (given === undefined) throw new Error('KEFU_TEST_KAFKA is set by the global setup of the int project');
  return given.split(',');
};

export const transports: Record<string, () => EventTransport> = {
  kafkajs: () => kafkajsTransport({ clientId: 'test', brokers: brokers(), log: silent }),
  '@platformatic/kafka': () => platformaticTransport('test', brokers()),
};
