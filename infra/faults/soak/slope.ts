export type Sample = { atMinutes: number; value: number };

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
