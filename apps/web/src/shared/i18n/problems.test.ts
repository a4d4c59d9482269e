import { describe, expect, it } from '@jest/globals';
import { routes } from '@kefu/contracts';
import { problems as english } from './en/problems.ts';
import { problems as chinese } from './zh-CN/problems.ts';

// Doors that only other programs or the widget use.
const elsewhere = [
  'gateway.openWidget',
  'gateway.putAccount',
  'logistics.registerParcel',
  'logistics.carrierAnswers',
  'orders.recordOrder',
];
const codes = Object.entries(routes).flatMap(([name, { refusals }]) =>
  elsewhere.includes(name) ? [] : refusals,
);

describe('a refusal', () => {
  it.each([
    ['Chinese', chinese],
    ['English', english],
  ])('is explained in %s, whichever door it came from', (_, problems) => {
    expect(codes.filter((code) => !(code in problems))).toEqual([]);
  });
});
