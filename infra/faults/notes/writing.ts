import { setTimeout as delay } from 'node:timers/promises';
import { Unavailable, type EventStore } from '@kefu/event-store';
import { seededRandom, type Stage } from '@kefu/testing/faults';
import type { Noted } from './noted.ts';
import { commandOf } from './noting.ts';

/** How many answered commands `write` leaves behind, and what it knows of the slowest. */
export type Writing = {
  /** Ends it when every command has its answer. */
  stop(): Promise<{ acknowledged: number; slowestSeconds: number }>;
  acknowledged(): number;
  /** How often each writer was told that the log is unavailable. */
  refused(): number[];
};

const longestPauseMs = 800;

/** Clients of the log, who ask again until they have an answer. */
export const createWriting = (stage: Stage, store: EventStore<Noted>) => {
  let isOver = false;
  stage.finally(() => {
    isOver = true;
  });
  /** Sends a command until it is answered: after a lost answer again, with the same key. */
  const send = async (
    command: string,
    shopId: string,
    amounts: readonly number[],
    by = store,
    onRefused: () => void = () => undefined,
  ): Promise<void> => {
    for (let pauseMs = 50; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      try {
        await by.commit(commandOf(command, shopId, amounts));
        return;
      } catch (error) {
        if (isOver || !(error instanceof Unavailable)) throw error;
        onRefused();
        await delay(pauseMs);
      }
    }
  };
  const note: typeof send = async (command, shopId, amounts, by, onRefused) => {
    await send(command, shopId, amounts, by, onRefused);
    stage.record({ kind: 'acknowledged', command, events: amounts.length });
  };

  return {
    /** Sends it until it is answered, and leaves it to the caller to remember that. */
    send,
    note,

    /** Writers that send one command after the other, to streams of their own and to a few that all share. */
    write: (writers: number, { pauseMs = 0, by = store, from = 'w' } = {}): Writing => {
      let stopped = false;
      let acknowledged = 0;
      let slowestSeconds = 0;
      const refused = Array.from({ length: writers }, () => 0);
      const each = Array.from({ length: writers }, async (_, writer) => {
        const random = seededRandom(stage.random.between(0, 2 ** 31)); // each draws for itself, so that a seed repeats
        for (let i = 0; !stopped; i += 1) {
          const shopId = random.chance(0.3)
            ? `shared-${random.between(1, 4)}`
            : `own-${from}${writer}-${i % 10}`;
          const amounts = Array.from({ length: random.pick([1, 1, 1, 3]) }, () => random.between(1, 9_999));
          const sentAt = performance.now();
          const countRefusal = (): void => void (refused[writer] = (refused[writer] ?? 0) + 1);
          await note(`${from}${writer}-${i}`, shopId, amounts, by, countRefusal);
          slowestSeconds = Math.max(slowestSeconds, (performance.now() - sentAt) / 1_000);
          acknowledged += 1;
          if (pauseMs > 0) await delay(pauseMs);
        }
      });
      const working = Promise.all(each);
      working.catch(() => undefined); // whoever stops them hears of it
      stage.finally(() => {
        stopped = true;
      });
      return {
        acknowledged: () => acknowledged,
        refused: () => [...refused],
        stop: async () => {
          stopped = true;
          await working;
          return { acknowledged, slowestSeconds };
        },
      };
    },
  };
};
