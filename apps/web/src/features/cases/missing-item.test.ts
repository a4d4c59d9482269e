import { describe, expect, it } from '@jest/globals';
import { courseOf } from './missing-item.ts';

const limits = { refundFen: 5_000 };

describe('what a missing item leads to', () => {
  it('is settled without weighing when the slip marks it short', () => {
    expect(courseOf({ quantity: 1, slip: 'short', parcel: 'undamaged' }, 4_600, limits).first).toBe('settle');
  });

  it('is settled without weighing when the parcel was damaged', () => {
    expect(courseOf({ quantity: 1, slip: 'complete', parcel: 'damaged' }, 4_600, limits).first).toBe(
      'settle',
    );
  });

  it('is weighed when slip and parcel were fine', () => {
    expect(courseOf({ quantity: 1, slip: 'complete', parcel: 'undamaged' }, 4_600, limits).first).toBe(
      'weigh',
    );
  });

  it('is open until both questions are answered', () => {
    expect(courseOf({ quantity: 1, slip: 'short' }, 4_600, limits).first).toBe('unknown');
  });

  it('up to the limit is refunded alone, above it an approver is asked', () => {
    expect(courseOf({ quantity: 1 }, 5_000, limits).authority).toBe('alone');
    expect(courseOf({ quantity: 1 }, 5_001, limits).authority).toBe('approver');
    expect(courseOf({ quantity: 2 }, 4_600, limits)).toMatchObject({
      authority: 'approver',
      amountFen: 9_200,
    });
  });
});
