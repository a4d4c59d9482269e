import { expect, it } from '@jest/globals';
import { createTally } from './tally.ts';

it('counts by command, however many there are', () => {
  const tally = createTally();
  for (let command = 0; command < 5_000; command += 2) tally.add(command, 3);
  tally.add(4_998, 1);
  expect([0, 1, 4_998, 4_999, 100_000].map(tally.of)).toEqual([3, 0, 4, 0, 0]);
});
