import { describe, expect, it } from '@jest/globals';
import { describeAim, verdictOf } from './aim.ts';

const rounds = (...perSecond: number[]) => perSecond.map((one) => ({ perSecond: one, p50: 1_000 / one }));

describe('an aim', () => {
  it('is held against the same round of the other, then the median is taken', () => {
    const aim = { figure: 'perSecond', against: 'emmett', atLeast: 2 } as const;
    // the medians alone (200 : 100) would say 2
    const verdict = verdictOf(aim, 'all', rounds(100, 200, 300), rounds(100, 400, 50));
    expect(verdict).toMatchObject({ median: 1, min: 0.5, max: 6, reached: false });
  });

  it('by difference is in the figure’s own unit', () => {
    const aim = { figure: 'p50', against: 'bare', by: 'difference', atMost: 1 } as const;
    expect(verdictOf(aim, 'all', rounds(500), rounds(1_000))).toMatchObject({ median: 1, reached: true });
  });

  it('without another is a plain figure', () => {
    const aim = { figure: 'perSecond', atLeast: 100_000 } as const;
    expect(verdictOf(aim, 'all', rounds(99_999), undefined).reached).toBe(false);
    expect(verdictOf(aim, 'all', rounds(100_000), undefined).reached).toBe(true);
  });

  it('is not reached where the other is missing', () => {
    const aim = { figure: 'perSecond', against: 'emmett', atLeast: 0.1 } as const;
    expect(verdictOf(aim, 'all', rounds(100), undefined).reached).toBe(false);
  });

  it('reads as the page says it', () => {
    expect(describeAim({ figure: 'perSecond', against: 'emmett', atLeast: 5 })).toBe('/s ≥ 5× emmett');
    expect(describeAim({ figure: 'p50', against: 'Fastify', by: 'difference', atMost: 1 })).toBe(
      'p50 ≤ 1 ms over Fastify',
    );
    expect(describeAim({ figure: 'p99', of: '10⁶ events', against: '10⁴ events', atMost: 1.2 })).toBe(
      'p99 of 10⁶ events ≤ 1.2× 10⁴ events',
    );
    expect(describeAim({ figure: 'perSecond', atLeast: 100_000 })).toBe('/s ≥ 100,000/s');
  });
});
