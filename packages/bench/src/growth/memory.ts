import { openKefuLog } from '../contestants/kefu-log.ts';
import type { WordsAdded } from '../decide/words.ts';
import { startChild } from '../frame/child.ts';
import type { Fact } from '../frame/contestant.ts';
import { fill } from './fill.ts';
import { columns, table } from './stream-length.ts';

type Megabytes = { atRest: number; underLoad: number; duringRebuild: number };

/** Resident memory of a process that has nothing but a log of so many events: a rebuild must not take more for more. */
export const memoryOf = async (count: number, seed: number): Promise<Fact[]> => {
  const { store, settings, close } = await openKefuLog<WordsAdded>('memory', {
    tables: { [table]: columns },
  });
  try {
    await fill(store, count, seed);
    const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
    const child = await startChild<object>(new URL(`./process.${extension}`, import.meta.url), settings);
    const { atRest, underLoad, duringRebuild } = await child.ask<Megabytes>('memory');
    await child.stop();
    const events = `${count.toLocaleString('en')} events`;
    return [
      {
        name: `resident memory of a process with a log of ${events}`,
        value: `${atRest} MB at rest, ${underLoad} MB under load (64 at once), ${duringRebuild} MB at most during a rebuild`,
      },
    ];
  } finally {
    await close();
  }
};
