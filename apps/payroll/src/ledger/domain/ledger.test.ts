import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { EntryRecorded } from './events.ts';
import { ledger } from './ledger.ts';

const resolved = {
  caseId: '0199f0a0-0000-7000-8000-000000000003',
  agentId: 'agent-lin',
  at: '2026-10-31T16:00:00Z',
  amountFen: 150,
  eventId: '0199f0a0-0000-7000-8000-000000000008',
};

describe('crediting a resolved case', () => {
  it('is an entry of one piece in the month it was resolved, with the event behind it', () => {
    expect(ledger.decide(resolved, ledger.initial)).toEqual([
      {
        type: 'EntryRecorded',
        data: {
          entryId: `resolved-case/${resolved.caseId}`,
          agentId: 'agent-lin',
          month: '2026-11',
          kind: 'resolved-case',
          quantity: 1,
          amountFen: 150,
          caseId: resolved.caseId,
          because: [resolved.eventId],
          at: resolved.at,
        },
      },
    ]);
  });

  it('happens once a case, however often it is heard of and at whatever rate', () => {
    const heard = fc.array(
      fc.record({ caseId: fc.constantFrom('a', 'b', 'c'), eventId: fc.uuid(), amountFen: fc.nat(1_000) }),
    );
    fc.assert(
      fc.property(heard, (commands) => {
        const entries = commands.reduce<EntryRecorded[]>((history, command) => {
          const state = history.reduce((before, event) => ledger.evolve(before, event), ledger.initial);
          return [...history, ...ledger.decide({ ...resolved, ...command }, state)];
        }, []);
        expect(entries.map(({ data }) => data.caseId)).toEqual([
          ...new Set(commands.map(({ caseId }) => caseId)),
        ]);
      }),
    );
  });
});
