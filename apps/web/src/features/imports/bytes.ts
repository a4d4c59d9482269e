/** `17.7 MB`: decimal units, as file managers show them. */
export const bytes = (count: number): string => {
  if (count < 1_000) return `${count} B`;
  const units = ['kB', 'MB', 'GB'] as const;
  const power = Math.min(Math.floor(Math.log10(count) / 3), units.length);
  return `${(count / 1_000 ** power).toFixed(1)} ${units[power - 1]}`;
};
