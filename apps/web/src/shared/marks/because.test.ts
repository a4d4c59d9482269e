import { describe, expect, it } from '@jest/globals';
import { readBecause } from './because.ts';

describe("a verdict's reason", () => {
  it.each([
    ['100 g went missing on the way, about the 95 g of the item', 'itemLeft', ['100', '95']],
    ['no weight lost on the way, 100 g under the expected weight', 'shortPacked', ['100']],
    ['no weight lost on the way, as heavy as expected', 'asExpected', []],
    ['300 g went missing on the way, 100 g reported', 'goneOther', ['300', '100']],
    ['30 g heavier at the end', 'heavier', ['30']],
    ['50 g under the expected weight, 100 g reported', 'underOther', ['50', '100']],
    ['the scales cannot see 8 g', 'scalesBlind', ['8']],
    ['too few real readings', 'tooFew', []],
  ])('%j is understood', (sentence, name, grams) => {
    expect(readBecause(sentence)).toEqual({ name, grams });
  });

  it.each([
    ['100 g left on the way, about the missing 95 g', 'itemLeft', ['100', '95']],
    ['nothing left on the way, as heavy as expected', 'asExpected', []],
    ['300 g gone, 100 g reported', 'goneOther', ['300', '100']],
  ])('%j, as it was said before, is understood', (sentence, name, grams) => {
    expect(readBecause(sentence)).toEqual({ name, grams });
  });

  it('that is not known stays as it was said', () => {
    expect(readBecause('途中少了 100 g')).toBeUndefined();
  });
});
