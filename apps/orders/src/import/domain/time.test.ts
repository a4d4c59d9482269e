import { describe, expect, it } from '@jest/globals';
import { isRead } from './reading.ts';
import { createTimeReader } from './time.ts';

const readIn = (zone: string) => (text: string) => {
  const reading = createTimeReader(zone)(text);
  return isRead(reading) ? reading.value : reading.code;
};
const shanghai = readIn('Asia/Shanghai');

describe('a time', () => {
  it.each([
    ['2018-08-17 12:15:10', '2018-08-17T04:15:10.000Z'],
    ['2018/8/7 9:05', '2018-08-07T01:05:00.000Z'],
    ['2018-08-17', '2018-08-16T16:00:00.000Z'],
    ['2018年8月17日 12时15分10秒', '2018-08-17T04:15:10.000Z'],
    ['2018-08-17T12:15:10', '2018-08-17T04:15:10.000Z'],
  ])('without an offset is on the clock of the shop: %s', (text, instant) => {
    expect(shanghai(text)).toBe(instant);
  });

  it.each([
    ['2018-08-17T12:15:10Z', '2018-08-17T12:15:10.000Z'],
    ['2018-08-17 12:15:10.25+08:00', '2018-08-17T04:15:10.250Z'],
    ['2018-08-17T12:15:10-0330', '2018-08-17T15:45:10.000Z'],
  ])('with an offset means that: %s', (text, instant) => {
    expect(shanghai(text)).toBe(instant);
  });

  it('follows a zone through the change of its clocks', () => {
    const berlin = readIn('Europe/Berlin');
    expect(berlin('2026-03-29 01:59:59')).toBe('2026-03-29T00:59:59.000Z');
    expect(berlin('2026-03-29 03:00:00')).toBe('2026-03-29T01:00:00.000Z');
    expect(berlin('2026-10-25 02:30:00')).toBe('2026-10-25T00:30:00.000Z');
    expect(berlin('2026-10-25 03:00:00')).toBe('2026-10-25T02:00:00.000Z');
    expect(berlin('2026-03-29 02:30:00')).toBe('2026-03-29T01:30:00.000Z');
  });

  it.each([
    '2018-02-30',
    '2018-13-01',
    '2018-08-17 24:01',
    '17.08.2018',
    'yesterday',
    '',
    '2018-08-17 12:60',
  ])('is refused when no clock shows it: %s', (text) => {
    expect(shanghai(text)).toBe('not-a-time');
  });
});
