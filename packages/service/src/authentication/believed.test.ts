import { describe, expect, it } from '@jest/globals';
import { rememberBelieved } from './believed.ts';

const whoOf = (id: string) => ({
  id,
  name: id,
  kind: 'person' as const,
  roles: ['after-sales-agent' as const],
  shops: ['flagship'],
  limits: { refundFen: 0 },
});

/** Believes each token for 100 ms, and tells which ones it looked at. */
const setUp = (most?: number) => {
  const checked: string[] = [];
  const time = { now: 1_000 };
  const authenticate = rememberBelieved(
    async (token) => {
      checked.push(token);
      if (token === 'forged') throw new Error('refused');
      return { who: whoOf(token), untilMs: time.now + 100 };
    },
    { most, now: () => time.now },
  );
  return { checked, time, authenticate };
};

describe('a token that was believed', () => {
  it('is believed again without another look', async () => {
    const { authenticate, checked } = setUp();
    expect(await authenticate('lin')).toEqual(whoOf('lin'));
    expect(await authenticate('lin')).toEqual(whoOf('lin'));
    expect(checked).toEqual(['lin']);
  });

  it('is looked at again once its time is over', async () => {
    const { authenticate, checked, time } = setUp();
    await authenticate('lin');
    time.now += 100;
    await authenticate('lin');
    expect(checked).toEqual(['lin', 'lin']);
  });

  it('is forgotten when too many came after it', async () => {
    const { authenticate, checked } = setUp(2);
    for (const token of ['lin', 'wang', 'zhao', 'zhao', 'lin']) await authenticate(token);
    expect(checked).toEqual(['lin', 'wang', 'zhao', 'lin']);
  });
});

describe('a token that was refused', () => {
  it('is refused again', async () => {
    const { authenticate, checked } = setUp();
    await expect(authenticate('forged')).rejects.toThrow('refused');
    await expect(authenticate('forged')).rejects.toThrow('refused');
    expect(checked).toEqual(['forged', 'forged']);
  });
});
