/** The month before or after a `YYYY-MM`. */
export const monthBeside = (month: string, step: 1 | -1): string => {
  const [year = 1970, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + step, 1)).toISOString().slice(0, 7);
};
