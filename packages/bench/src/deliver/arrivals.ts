/** Who waits for notes to have had their effects. */
export type Arrivals = {
  /** Notes are numbered from 1 on; answers the number of the next one, sent now. */
  send(): number;
  /** The effect of a note is committed. */
  arrive(n: number): void;
  /** Once all that was sent has arrived: what each took, in ms, since the last time. Throws when nothing moves for 30 s. */
  all(): Promise<number[]>;
  sent(): number;
};

const patienceMs = 30_000;

export const createArrivals = (): Arrivals => {
  const waiting = new Map<number, number>();
  let took: number[] = [];
  let sent = 0;
  let onEmpty: (() => void) | undefined;
  let lastAt = 0;
  return {
    send: () => {
      waiting.set(++sent, performance.now());
      return sent;
    },
    arrive: (n) => {
      const began = waiting.get(n);
      if (began === undefined) return; // a second time: the table will show it
      lastAt = performance.now();
      took.push(lastAt - began);
      waiting.delete(n);
      if (waiting.size === 0) onEmpty?.();
    },
    all: async () => {
      lastAt = performance.now();
      await new Promise<void>((resolve, reject) => {
        const looking = setInterval(() => {
          if (performance.now() - lastAt < patienceMs) return;
          clearInterval(looking);
          reject(new Error(`${waiting.size} events have had no effect and nothing moves`));
        }, 1_000);
        onEmpty = () => {
          clearInterval(looking);
          onEmpty = undefined;
          resolve();
        };
        if (waiting.size === 0) onEmpty();
      });
      const all = took;
      took = [];
      return all;
    },
    sent: () => sent,
  };
};
