export type Sample = { atMinutes: number; value: number };

/** What is left when a fault is over and a collection was made: the peaks say when those came, not where it goes. */
export const lowestOfEachMinute = (samples: readonly Sample[]): Sample[] =>
  [...Map.groupBy(samples, ({ atMinutes }) => Math.floor(atMinutes))].map(([minute, of]) => ({
    atMinutes: minute,
    value: Math.min(...of.map(({ value }) => value)),
  }));

/** By how much the value grows in a minute, by least squares; 0 for fewer than two samples. */
export const slopeOf = (samples: readonly Sample[]): number => {
  const mean = (of: (sample: Sample) => number) =>
    samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const at = mean(({ atMinutes }) => atMinutes);
  const value = mean((sample) => sample.value);
  const spread = samples.reduce((sum, sample) => sum + (sample.atMinutes - at) ** 2, 0);
  const together = samples.reduce((sum, sample) => sum + (sample.atMinutes - at) * (sample.value - value), 0);
  return spread > 0 ? together / spread : 0;
};
