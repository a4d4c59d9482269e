import { setTimeout as wait } from 'node:timers/promises';
import { now } from './note.ts';

/** What a consumer knows of its committed effects. */
export type Tally = { tookMs: number[]; lastAt: number; effects: number };

const patienceMs = 20_000;

/** Counts effects as they are committed; answers once there are so many more, or none came for 20 s. */
export const createTally = () => {
  let tookMs: number[] = [];
  let effects = 0;
  let lastAt = now();
  return {
    effective: (sentAt: number): void => {
      lastAt = now();
      effects++;
      tookMs.push(lastAt - sentAt);
    },
    afterMore: async (wanted: number): Promise<Tally> => {
      const began = now();
      while (tookMs.length < wanted && now() - Math.max(lastAt, began) < patienceMs) await wait(5);
      const tally = { tookMs, lastAt, effects };
      tookMs = [];
      return tally;
    },
  };
};
