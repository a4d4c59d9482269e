import { setTimeout as wait } from 'node:timers/promises';
import { createEventStore, defineView, type EventStoreOptions } from '@kefu/event-store';
import { createStreamNames, metadata } from '../contestants/payload.ts';
import type { WordsAdded } from '../decide/words.ts';
import { keepCalling } from '../frame/calls.ts';
import { childSettings, tellParent, whenLeft } from '../frame/child.ts';
import { eventOf } from './fill.ts';
import { mostRssDuring } from './rss.ts';
import { sql, table } from './stream-length.ts';

/** A process that has nothing but a log, as its parent filled it. */
const store = createEventStore<WordsAdded>({
  ...childSettings<EventStoreOptions<WordsAdded>>(),
  views: [],
});
const lengths = defineView<WordsAdded>({
  name: 'stream_lengths',
  tables: [table],
  project: ({ stream }) => [{ sql, row: { stream } }],
});
const newStream = createStreamNames(Date.now());
const append = async (): Promise<string> => {
  const stream = newStream();
  await store.commit({ appends: [{ stream, expected: 'none', events: [eventOf()], metadata }] });
  return stream;
};

const restMs = 1_000;
const loadMs = 5_000;

process.on('message', () => {
  void (async () => {
    await store.head();
    await wait(restMs);
    const atRest = await mostRssDuring(() => wait(restMs));
    const underLoad = await mostRssDuring(() => keepCalling(append, 64, loadMs));
    const duringRebuild = await mostRssDuring(() => store.rebuild(lengths));
    tellParent({ atRest, underLoad, duringRebuild });
  })();
});
whenLeft(() => store.close());
tellParent({});
