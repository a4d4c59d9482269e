import { describe, expect, it } from '@jest/globals';
import { pagesOf } from './pages-of.ts';

/** A feed that answers these pages in turn, and then nothing. */
const answering = (pages: readonly string[][]) => {
  const left = [...pages];
  let position = 0;
  return async () => {
    const events = left.shift() ?? [];
    position += events.length;
    return { events, position };
  };
};

const all = async (pages: readonly string[][], atLeast: number, patienceMs?: number) => {
  const seen: string[] = [];
  for await (const page of pagesOf(answering(pages), atLeast, patienceMs)) seen.push(...page);
  return seen;
};

describe('the pages of a log', () => {
  it('go on behind a look that saw nothing', async () => {
    expect(await all([['a', 'b'], [], [], ['c']], 3)).toEqual(['a', 'b', 'c']);
  });

  it('tell what is there beyond what was asked for', async () => {
    expect(await all([['a'], ['b']], 1)).toEqual(['a', 'b']);
  });

  it('end where what is missing does not come', async () => {
    expect(await all([['a']], 2, 0)).toEqual(['a']);
  });
});
