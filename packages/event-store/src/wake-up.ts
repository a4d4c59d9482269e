import { setTimeout as wait } from 'node:timers/promises';

/** How this process's subscriptions hear of its own commits without asking the database. */
export type WakeUp = {
  ring(): void;
  /** How often it rang: a reader that saw nothing but heard a ring meanwhile looks again. */
  rings(): number;
  /** Resolves after the pause, or sooner when it rings or the signal aborts. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
};

export const createWakeUp = (): WakeUp => {
  let rings = 0;
  let rung = new AbortController();
  return {
    ring: () => {
      rings++;
      rung.abort();
      rung = new AbortController();
    },
    rings: () => rings,
    pause: async (ms, signal) => {
      await wait(ms, undefined, { signal: AbortSignal.any([rung.signal, signal]) }).catch(() => undefined);
    },
  };
};
