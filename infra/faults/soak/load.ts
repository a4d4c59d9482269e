import { seededRandom, type Stage } from '@kefu/testing/faults';
import type { Notes } from '../notes/service.ts';
import { createTally, type Tally } from './tally.ts';

export type Load = {
  /** How many commands were begun; each has a number below that. */
  begun(): number;
  /** The events that were acknowledged of each command. */
  acknowledged: Tally;
  /** Commands a second that the whole service carries: written as fast as it answers, until each had its effect. */
  capacity(seconds: number): Promise<number>;
  /** Begins so many commands a second, whether or not the former ones were answered. */
  pace(perSecond: number): { stop(): Promise<{ turnedAway: number }> };
};

const writers = 16;
const tickMs = 10;
// Clients that wait for an answer while it is away; more would try another day.
const mostWaiting = 1_000;

/** Clients whose memory does not grow with what they have written. */
export const createLoad = (stage: Stage, service: Notes): Load => {
  const acknowledged = createTally();
  const random = seededRandom(stage.random.between(0, 2 ** 31));
  let begun = 0;
  const send = async (): Promise<void> => {
    const command = begun++;
    const shopId = random.chance(0.3) ? `shared-${random.between(1, 4)}` : `own-${command % 200}`;
    const amounts = Array.from({ length: random.pick([1, 1, 1, 3]) }, () => random.between(1, 9_999));
    await service.send(`n-${command}`, shopId, amounts);
    acknowledged.add(command, amounts.length);
  };

  return {
    begun: () => begun,
    acknowledged,
    capacity: async (seconds) => {
      const before = begun;
      const startedAt = performance.now();
      const each = Array.from({ length: writers }, async () => {
        while (performance.now() - startedAt < seconds * 1_000) await send();
      });
      await Promise.all(each);
      await service.untilCaughtUp(120);
      return (begun - before) / ((performance.now() - startedAt) / 1_000);
    },
    pace: (perSecond) => {
      const startedAt = performance.now();
      const waiting = new Set<Promise<void>>();
      let due = 0;
      let turnedAway = 0;
      let failure: unknown;
      const ticking = setInterval(() => {
        for (const now = ((performance.now() - startedAt) / 1_000) * perSecond; due < now; due += 1) {
          if (waiting.size >= mostWaiting) turnedAway += 1;
          else {
            const one = send().then(
              () => void waiting.delete(one),
              (error: unknown) => {
                waiting.delete(one);
                failure ??= error;
              },
            );
            waiting.add(one);
          }
        }
      }, tickMs);
      stage.finally(() => clearInterval(ticking));
      return {
        stop: async () => {
          clearInterval(ticking);
          await Promise.all(waiting);
          if (failure !== undefined) throw failure;
          return { turnedAway };
        },
      };
    },
  };
};
