// A group member in a process of its own, which takes messages, never finishes with them, and can be killed.
import { kafkajsTransport } from '../src/kafkajs-transport.ts';

export type MemberSettings = { brokers: string[]; group: string; topic: string };

const { brokers, group, topic } = JSON.parse(process.argv[2] ?? '') as MemberSettings;
const quiet = () => undefined;
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };

await kafkajsTransport({ clientId: 'child', brokers, log }).subscribe({
  group,
  topics: [topic],
  onBatch: () => {
    process.stdout.write('taken\n');
    return new Promise(() => undefined);
  },
});
