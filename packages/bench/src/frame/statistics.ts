/** Of values in ascending order; NaN of none. */
export const quantile = (sorted: Float64Array, q: number): number =>
  sorted[Math.floor((sorted.length - 1) * q)] ?? Number.NaN;

export type Spread = { median: number; min: number; max: number };

export const spreadOf = (values: readonly number[]): Spread => {
  const sorted = Float64Array.from(values).sort();
  return { median: quantile(sorted, 0.5), min: quantile(sorted, 0), max: quantile(sorted, 1) };
};

export const medianOf = (values: readonly number[]): number => spreadOf(values).median;

/** Of one round: pieces of work a second and, where each was timed, milliseconds a piece. */
export type Figures = { perSecond: number; p50?: number; p99?: number };

/** What pieces of work that took so many milliseconds each came to, within so many milliseconds in all. */
export const figuresOf = (tookMs: readonly number[], durationMs: number, count = tookMs.length): Figures => {
  const sorted = Float64Array.from(tookMs).sort();
  return { perSecond: (count * 1_000) / durationMs, p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99) };
};

/** How many seconds of a run came to less than a third of its median second. */
export const uglySecondsOf = (perSecond: readonly number[]): number => {
  const usual = medianOf(perSecond);
  return perSecond.filter((count) => count * 3 <= usual).length;
};

/** Counts moments by full second from the first on; the last, unfinished second is left out. */
export const countBySecond = (momentsMs: readonly number[], durationMs: number): number[] => {
  const seconds = Array.from({ length: Math.floor(durationMs / 1_000) }, () => 0);
  for (const moment of momentsMs) {
    const second = Math.floor(moment / 1_000);
    const counted = seconds[second];
    if (counted !== undefined) seconds[second] = counted + 1;
  }
  return seconds;
};
