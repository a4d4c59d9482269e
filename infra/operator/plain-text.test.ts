import { describe, expect, it } from '@jest/globals';

import { tellingTexts } from './plain-text.ts';

describe('the texts that tell of a customer', () => {
  it('are the values in whatever they are nested, each once', () => {
    const recipient = { name: '王小雨', phone: '13812345678', tags: ['13812345678'] };
    expect(tellingTexts([recipient, null, 7])).toEqual(['王小雨', '13812345678']);
  });

  it('are not those that stand everywhere', () =>
    expect(tellingTexts(['ok', '好的', 'red', ''])).toEqual([]));

  it('are parts that stand in JSON as they are', () =>
    expect(tellingTexts(['say "hello there"\nto me'])).toEqual(['hello there']));
});
