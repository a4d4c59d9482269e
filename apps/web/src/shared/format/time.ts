/** The merchant's shops keep Beijing time; the exact instant is on hover. */
const zone = 'Asia/Shanghai';

const format = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, hourCycle: 'h23', ...options });

const clockFormat = format({ hour: '2-digit', minute: '2-digit' });
const dayFormat = format({ year: 'numeric', month: '2-digit', day: '2-digit' });
const exactFormat = format({
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

export const clockTime = (instant: string): string => clockFormat.format(new Date(instant));

/** Calendar day in the shop's zone, `YYYY-MM-DD`. */
export const dayOf = (instant: string | number): string => dayFormat.format(new Date(instant));

/** `10-21 09:41`, with the year when it is not this one. */
export const shortTime = (instant: string, now = Date.now()): string => {
  const day = dayOf(instant);
  const time = clockTime(instant);
  if (day === dayOf(now)) return time;
  return day.slice(0, 4) === dayOf(now).slice(0, 4) ? `${day.slice(5)} ${time}` : `${day} ${time}`;
};

export const exactTime = (instant: string): string =>
  `${exactFormat.format(new Date(instant))} UTC+8 · ${instant}`;

export const monthOf = (instant: string | number): string => dayOf(instant).slice(0, 7);

/** `03:07`, from an hour on `1:03:07`, from a day on only hours: `26 h`. */
export const duration = (ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3_600);
  const rest = `${two(Math.floor((seconds % 3_600) / 60))}:${two(seconds % 60)}`;
  if (hours === 0) return rest;
  return hours < 24 ? `${hours}:${rest}` : `${hours} h`;
};
