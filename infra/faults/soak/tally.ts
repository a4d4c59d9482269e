/** So many events of each command, by its number; a byte each, since there are millions. */
export type Tally = {
  add(command: number, events: number): void;
  of(command: number): number;
};

const most = 255;

export const createTally = (): Tally => {
  let counts = new Uint8Array(1_024);
  return {
    of: (command) => counts[command] ?? 0,
    add: (command, events) => {
      while (command >= counts.length) {
        const more = new Uint8Array(counts.length * 2);
        more.set(counts);
        counts = more;
      }
      counts[command] = Math.min(most, (counts[command] ?? 0) + events);
    },
  };
};
