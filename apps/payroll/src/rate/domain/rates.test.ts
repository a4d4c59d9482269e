import { describe, expect, it } from '@jest/globals';
import type { Rate } from '@kefu/contracts';
import { rateAt, rates } from './rates.ts';

const rate = (from: string, amountFen: number): Rate => ({ kind: 'resolved-case', from, amountFen });
const october = rate('2026-09-30T16:00:00Z', 100);
const november = rate('2026-10-31T16:00:00Z', 150);

describe('the rate at an instant', () => {
  it.each([
    ['2026-09-30T15:59:59Z', 0],
    ['2026-09-30T16:00:00Z', 100],
    ['2026-10-31T15:59:59.999Z', 100],
    ['2026-10-31T16:00:00Z', 150],
    ['2027-03-01T00:00:00Z', 150],
  ])('of %s is %d fen', (at, amountFen) => {
    expect(rateAt([november, october], at)).toBe(amountFen);
  });

  it('is nothing where no rate was ever set', () => {
    expect(rateAt([], '2026-10-21T03:00:00Z')).toBe(0);
  });
});

describe('setting a rate', () => {
  const after = (...set: Rate[]) =>
    set.reduce((known, data) => rates.evolve(known, { type: 'RateSet', data }), rates.initial);

  it('is recorded with the instant it holds from', () => {
    expect(rates.decide(november, after(october))).toEqual([{ type: 'RateSet', data: november }]);
  });

  it('stays quiet when it is so already', () => {
    expect(rates.decide({ ...october, from: '2026-09-30T16:00:00.000Z' }, after(october))).toEqual([]);
  });

  it('replaces the rate that held from the same instant', () => {
    expect(rateAt(after(october, { ...october, amountFen: 120 }), october.from)).toBe(120);
  });
});
