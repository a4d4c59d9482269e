/** One contestant under one load: calls a second, and milliseconds a call. */
export type Figures = { perSecond: number; p50: number; p99: number };

const quantile = (sorted: Float64Array, q: number): number =>
  sorted[Math.floor((sorted.length - 1) * q)] ?? Number.NaN;

/** Keeps `concurrency` calls going for a while. Answers how many calls were acknowledged, too. */
export const measure = async (
  call: () => Promise<void>,
  { concurrency, durationMs }: { concurrency: number; durationMs: number },
): Promise<Figures & { calls: number }> => {
  const took: number[] = [];
  const began = performance.now();
  const caller = async () => {
    for (let before = performance.now(); before - began < durationMs;) {
      await call();
      const after = performance.now();
      took.push(after - before);
      before = after;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, caller));
  const seconds = (performance.now() - began) / 1_000;
  const sorted = Float64Array.from(took).sort();
  return {
    calls: took.length,
    perSecond: took.length / seconds,
    p50: quantile(sorted, 0.5),
    p99: quantile(sorted, 0.99),
  };
};

export type Spread = { median: number; min: number; max: number };

export const spreadOf = (values: readonly number[]): Spread => {
  const sorted = Float64Array.from(values).sort();
  return { median: quantile(sorted, 0.5), min: quantile(sorted, 0), max: quantile(sorted, 1) };
};
