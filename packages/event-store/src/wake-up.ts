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
  const waiting = new Set<() => void>();
  return {
    ring: () => {
      rings++;
      for (const wake of waiting) wake();
    },
    rings: () => rings,
    pause: (ms, signal) =>
      new Promise((resolve) => {
        const wake = () => {
          clearTimeout(timer);
          signal.removeEventListener('abort', wake);
          waiting.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, signal.aborted ? 0 : ms);
        signal.addEventListener('abort', wake);
        waiting.add(wake);
      }),
  };
};
