// A process of the service under fault: what it shall do comes as JSON. It says `ready` once it does it.
import { createEventStore } from '@kefu/event-store';
import { kafkajsTransport, startRelay, topicOf, type Log } from '@kefu/messaging';
import { startLedger } from './ledger.ts';
import { notes, publishNoted, type Noted } from './noted.ts';
import { writeOn } from './noting.ts';
import type { NotesSettings } from './settings.ts';

const settings = JSON.parse(process.argv[2] ?? '') as NotesSettings; // by openNotes
const { instance, roles, databaseUrl, ownerDatabaseUrl, keys, brokers, topicPrefix, leaseMs } = settings;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const complain = (fields: object, message: string): void =>
  void process.stderr.write(`${message} ${JSON.stringify(fields)}\n`);
const log: Log = {
  debug: process.env.KEFU_LOG_LEVEL === 'debug' ? complain : () => undefined,
  info: complain,
  warn: complain,
  error: complain,
};

const isFollowing = roles.includes('follow');
const store = createEventStore<Noted>({
  databaseUrl,
  ownerDatabaseUrl,
  keys,
  views: isFollowing ? [] : [notes],
});
const transport = kafkajsTransport({ clientId: instance, brokers, log });
const ending = new AbortController();
const endings: (() => Promise<unknown>)[] = [];

if (roles.includes('ledger')) {
  const strategy = await startLedger({ store, transport, topicPrefix, instance, log });
  endings.push(() => strategy.close());
}
if (roles.includes('relay')) {
  const topic = topicOf('gateway', topicPrefix);
  const relay = startRelay({ store, transport, topic, publish: publishNoted, owner: instance, log, leaseMs });
  endings.push(() => relay.stop());
}
if (isFollowing) {
  const following = store.follow(notes, ending.signal);
  endings.push(() => following);
}
say('ready');
if (roles.includes('write')) await writeOn(store, instance, say);
if (roles.includes('rebuild')) say(`rebuilt ${JSON.stringify(await store.rebuild(notes))}`);

const stop = async (): Promise<void> => {
  ending.abort();
  for (const end of endings) await end();
  await transport.close();
  await store.close();
  process.exit(0);
};
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
setInterval(() => undefined, 60_000); // it ends when it is told to
