import { describe, expect, it } from '@jest/globals';
import type { Report } from './benchmark.ts';
import { markdownOf, placeIn, summaryOf } from './markdown.ts';

const result = {
  load: '1 at once',
  rounds: [{ perSecond: 12 }],
  perSecond: { median: 12, min: 12, max: 12 },
};
const report: Report = {
  benchmark: 'append',
  what: 'One event.',
  at: '2026-10-21T02:00:00.000Z',
  machine: '2 × a processor, 24 GiB',
  versions: { node: 'v24' },
  settings: { rounds: 1, durationMs: 1_000, seed: 7, large: false },
  results: [
    { ...result, contestant: 'kefu' },
    { ...result, contestant: 'other', complaint: '1 delivered of 2' },
  ],
  verdicts: [],
  facts: [],
};
const page = 'before\n<!-- bench append -->\nold\n<!-- /bench append -->\nafter\n';

describe('a report on a page', () => {
  it('takes the place of the one before and leaves the rest alone', () => {
    const placed = placeIn(page, 'append', markdownOf(report));
    expect(placed).toMatch(
      /^before\n<!-- bench append -->\n\nOne event\.\n[^]*<!-- \/bench append -->\nafter\n$/,
    );
    expect(placed).not.toContain('old');
    expect(placeIn(placed, 'append', markdownOf(report))).toBe(placed);
  });

  it('marks a contestant whose column is not clean', () => {
    const placed = placeIn(page, 'append', markdownOf(report));
    expect(placed).toContain('| 1 at once | kefu | 12.00 | – | – | clean |');
    expect(placed).toContain('| 1 at once | other | 12.00 | – | – | ✗ 1 delivered of 2 |');
  });

  it('that keeps no place for it is refused with what to add', () => {
    expect(() => placeIn('nothing', 'append', 'text')).toThrow(
      'add <!-- bench append --> and <!-- /bench append --> to it',
    );
  });
});

it('the aims of all reports stand in one table, with what became of them', () => {
  const verdict = { load: 'all', aim: '/s ≥ 2× emmett', median: 1.5, min: 1, max: 1_500, reached: false };
  expect(summaryOf([{ ...report, verdicts: [verdict] }, report])).toBe(
    [
      '| benchmark | load | aim | median (min–max) of the rounds |  |',
      '|---|---|---|--:|---|',
      '| append | all | /s ≥ 2× emmett | 1.50 (1.00–1,500) | ✗ |',
    ].join('\n'),
  );
});
