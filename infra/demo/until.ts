import { setTimeout as wait } from 'node:timers/promises';

const lookEveryMs = 100;

/** Looks until there is something to see; undefined when it did not come within `patienceMs`. */
export const until = async <Seen>(
  look: () => Promise<Seen | undefined | false>,
  patienceMs = 90_000,
): Promise<Seen | undefined> => {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (performance.now() > deadline) return undefined;
    await wait(lookEveryMs);
  }
};
