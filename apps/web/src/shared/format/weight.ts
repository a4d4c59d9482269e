export const grams = (value: number | null | undefined): string =>
  value === null || value === undefined ? '—' : `${value.toLocaleString('en-US')} g`;

/** `▼ 100 g`, `▲ 10 g`, `= 0 g`: the sign is readable without colour. */
export const gramsDifference = (from: number, to: number): string => {
  const difference = to - from;
  if (difference === 0) return '= 0 g';
  return `${difference < 0 ? '▼' : '▲'} ${Math.abs(difference).toLocaleString('en-US')} g`;
};
