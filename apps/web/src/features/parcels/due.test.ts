import { describe, expect, it } from '@jest/globals';
import { dueIn } from './due.ts';

const due = '2026-10-22T02:00:00Z';
const at = (instant: string) => Date.parse(instant);

describe("a carrier's deadline", () => {
  it('says what is left', () => {
    expect(dueIn(due, at('2026-10-21T22:30:00Z'))).toEqual({ isOverdue: false, hours: 3, minutes: 30 });
  });

  it('says for how long it has passed', () => {
    expect(dueIn(due, at('2026-10-23T03:05:00Z'))).toEqual({ isOverdue: true, hours: 25, minutes: 5 });
  });
});
