// A relay in a process of its own, so that a test can freeze and kill it. Its settings come as JSON.
import { createEventStore } from '@kefu/event-store';
import { kafkajsTransport } from '../src/kafkajs-transport.ts';
import { startRelay } from '../src/relay.ts';
import { asShopChanged, type Noted, type RelaySettings } from './noted.ts';

const { store, topic, brokers, leaseMs } = JSON.parse(process.argv[2] ?? '') as RelaySettings;
const say = (fields: object, message: string) =>
  process.stderr.write(`${message} ${JSON.stringify(fields)}\n`);
const log = { debug: () => undefined, info: say, warn: say, error: say };

startRelay({
  store: createEventStore<Noted>(store),
  transport: kafkajsTransport({ clientId: 'child', brokers, log }),
  topic,
  publish: asShopChanged,
  owner: 'child',
  log,
  leaseMs,
});
