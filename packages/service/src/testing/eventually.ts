import { setTimeout as wait } from 'node:timers/promises';

const lookEveryMs = 25;

/** Waits until `attempt` answers something; what it throws is thrown when the time is over. */
export const eventually = async <Result>(
  attempt: () => Promise<Result | undefined>,
  limitMs = 30_000,
): Promise<Result> => {
  for (const end = Date.now() + limitMs; ;) {
    const late = Date.now() > end;
    const result = await attempt().catch((error: unknown) => {
      if (late) throw error;
      return undefined;
    });
    if (result !== undefined) return result;
    if (late) throw new Error(`nothing within ${limitMs} ms`);
    await wait(lookEveryMs);
  }
};
