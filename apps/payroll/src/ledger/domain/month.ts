/** Pay months are those of the merchant's zone, whatever the instant's date is in UTC. */
const payZone = 'Asia/Shanghai';

const calendar = new Intl.DateTimeFormat('en', { timeZone: payZone, year: 'numeric', month: '2-digit' });

/** The pay month of an instant, `YYYY-MM`. */
export const payMonthOf = (instant: string): string => {
  const parts = new Map(calendar.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  return `${parts.get('year')}-${parts.get('month')}`;
};
