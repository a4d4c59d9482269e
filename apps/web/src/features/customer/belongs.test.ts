import { describe, expect, it } from '@jest/globals';
import { belongsTo } from './belongs.ts';

const order = { customerId: 'cu_1' };

describe('whose an order is, beside a conversation', () => {
  it('is the customer’s who placed it', () =>
    expect(belongsTo({ customerId: 'cu_1', anonymous: false }, order)).toBe('theirs'));
  it('is another’s, though it was found by its number', () =>
    expect(belongsTo({ customerId: 'cu_2', anonymous: false }, order)).toBe('anothers'));
  it('stays unproven while nobody vouches for who writes', () =>
    expect(belongsTo({ customerId: 'cu_3', anonymous: true }, order)).toBe('unproven'));
});
