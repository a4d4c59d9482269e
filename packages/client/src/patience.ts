import { ProblemError } from './problem-error.ts';

const passing = new Set([429, 502, 503, 504]);
const shortestPauseMs = 100;
const longestPauseMs = 2_000;

/** Away or busy for a moment: fetch says the one with a TypeError (by name: it may be another realm's), the API the other with its status. */
const mayPass = (error: unknown): boolean =>
  error instanceof ProblemError
    ? passing.has(error.problem.status)
    : (error as Error | undefined)?.name === 'TypeError';

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Tries again while the platform is away or busy, as late as it asks for; the last failure comes out after `patienceMs`. */
export const patiently = async <Answer>(
  attempt: () => Promise<Answer>,
  patienceMs: number,
): Promise<Answer> => {
  const deadline = Date.now() + patienceMs;
  for (let pauseMs = shortestPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    try {
      return await attempt();
    } catch (error) {
      const asked = error instanceof ProblemError ? (error.retryAfter ?? 0) * 1_000 : 0;
      const after = Math.max(asked, pauseMs);
      if (!mayPass(error) || Date.now() + after > deadline) throw error;
      await wait(after);
    }
  }
};
