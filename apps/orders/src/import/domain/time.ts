import { plainDigits } from './cell.ts';
import type { Reading } from './reading.ts';

const written =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]*(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2})(?:\.(\d{1,6}))?)?[秒分]?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

const offsetMs = (text: string): number => {
  if (/^z$/i.test(text)) return 0;
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(text) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * hourMs + Number(minutes) * minuteMs);
};

/** How far a zone is ahead of UTC at an instant; remembered by the hour, since asking is slow. */
const createZone = (zone: string): ((utcMs: number) => number) => {
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const known = new Map<number, number>();
  return (utcMs) => {
    const hour = Math.floor(utcMs / hourMs);
    const remembered = known.get(hour);
    if (remembered !== undefined) return remembered;
    const parts = new Map(clock.formatToParts(hour * hourMs).map(({ type, value }) => [type, Number(value)]));
    const at = (part: Intl.DateTimeFormatPartTypes): number => parts.get(part) ?? 0;
    const shown = Date.UTC(at('year'), at('month') - 1, at('day'), at('hour'), at('minute'), at('second'));
    known.set(hour, shown - hour * hourMs);
    return shown - hour * hourMs;
  };
};

/**
 * Reads times as exports write them into UTC instants. One with an offset means that; one without is on the clock
 * of `zone`, where an hour that the clock shows twice means the first time.
 */
export const createTimeReader = (zone: string): ((text: string) => Reading<string>) => {
  const aheadMs = createZone(zone);
  const utcOf = (localMs: number): number => {
    const earliest = localMs - aheadMs(localMs - 24 * hourMs);
    const candidates = [earliest, localMs - aheadMs(localMs + 24 * hourMs)].filter(
      (utcMs) => utcMs + aheadMs(utcMs) === localMs,
    );
    return candidates.length > 0 ? Math.min(...candidates) : earliest;
  };
  return (text) => {
    const [, year, month, day, hour = 0, minute = 0, second = 0, fraction = '', offset] =
      written.exec(plainDigits(text)) ?? [];
    const localMs =
      Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)) +
      Number(fraction.slice(0, 3).padEnd(3, '0'));
    const local = new Date(localMs);
    const exists =
      local.getUTCMonth() + 1 === Number(month) &&
      local.getUTCDate() === Number(day) &&
      Number(hour) < 24 &&
      Number(minute) < 60 &&
      Number(second) < 60;
    if (!exists) {
      return {
        code: 'not-a-time',
        reason: 'a time is written like 2026-10-21 09:30:00, with an offset or without',
      };
    }
    return { value: new Date(offset ? localMs - offsetMs(offset) : utcOf(localMs)).toISOString() };
  };
};
