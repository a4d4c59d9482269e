import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { chooseAgent, type AgentRoom } from './choose-agent.ts';

const agent = (agentId: string, more: Partial<AgentRoom> = {}): AgentRoom => ({
  agentId,
  open: 0,
  capacity: 10,
  lastAssignedAt: 0,
  knowsCustomer: false,
  ...more,
});

describe('choosing an agent', () => {
  it('prefers the one whom the customer knows', () => {
    expect(chooseAgent([agent('lin'), agent('wu', { open: 9, knowsCustomer: true })])?.agentId).toBe('wu');
  });
  it('takes the least loaded for their capacity', () => {
    expect(chooseAgent([agent('lin', { open: 4 }), agent('wu', { open: 10, capacity: 40 })])?.agentId).toBe(
      'wu',
    );
  });
  it('takes the longest idle when loads are equal', () => {
    expect(
      chooseAgent([agent('lin', { lastAssignedAt: 2 }), agent('wu', { lastAssignedAt: 1 })])?.agentId,
    ).toBe('wu');
  });
  it('finds nobody when all are full, even whom the customer knows', () => {
    expect(chooseAgent([agent('lin', { open: 10, knowsCustomer: true })])).toBeUndefined();
  });
  it('never chooses an agent without room', () => {
    const rooms = fc.array(
      fc.record({
        agentId: fc.string(),
        open: fc.nat(50),
        capacity: fc.integer({ min: 1, max: 50 }),
        lastAssignedAt: fc.nat(),
        knowsCustomer: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(rooms, (candidates) => {
        const chosen = chooseAgent(candidates);
        return chosen
          ? chosen.open < chosen.capacity
          : candidates.every(({ open, capacity }) => open >= capacity);
      }),
    );
  });
});
