export type Sample = { atMinutes: number; value: number };

/** What is left when a fault is over and a collection was made: the peaks say when those came, not where it goes. */
export const lowestOfEachMinute = (samples: readonly Sample[]): Sample[] =>
  [...Map.groupBy(samples, ({ atMinutes }) => Math.floor(atMinutes))].map(([minute, of]) => ({
    atMinutes: minute,
    value: Math.min(...of.map(({ value }) => value)),
  }));

export type Line = {
  perMinute: number;
  /** How far off that may be by chance: two standard errors. */
  giveOrTake: number;
  at(atMinutes: number): number;
};

/** The line through samples by least squares; of fewer than three of them it is not known, and everything is NaN. */
export const lineThrough = (samples: readonly Sample[]): Line => {
  const sum = (of: (sample: Sample) => number) => samples.reduce((all, sample) => all + of(sample), 0);
  const middle = sum(({ atMinutes }) => atMinutes) / samples.length;
  const mean = sum(({ value }) => value) / samples.length;
  const spread = sum(({ atMinutes }) => (atMinutes - middle) ** 2);
  const perMinute = sum(({ atMinutes, value }) => (atMinutes - middle) * (value - mean)) / spread;
  const at = (atMinutes: number): number => mean + perMinute * (atMinutes - middle);
  const off = sum(({ atMinutes, value }) => (value - at(atMinutes)) ** 2) / (samples.length - 2);
  return { perMinute, giveOrTake: 2 * Math.sqrt(off / spread), at };
};
