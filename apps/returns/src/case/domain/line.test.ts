import { describe, expect, it } from '@jest/globals';
import { Refused } from '@kefu/contracts';
import fc from 'fast-check';
import { at, decision, open, order, weighed } from '../../../test/scarf-order.ts';
import { caseDecider } from './decide.ts';
import { leftOfLine, lineDecider, unclaimed, type LineClaims } from './line.ts';

const scarves = { quantity: 3, unitPriceFen: 4_600 };
const follow = (claims: LineClaims, events: Parameters<typeof lineDecider.decide>[0]): LineClaims =>
  lineDecider.decide(events, claims).reduce(lineDecider.evolve, claims);

describe('a line and its cases', () => {
  const opened = caseDecider.decide(open, caseDecider.initial);

  it('is claimed by a case that opens', () => {
    expect(leftOfLine(scarves, follow(unclaimed, opened), 'another')).toEqual({
      quantity: 2,
      amountFen: 9_200,
      openCaseId: open.caseId,
    });
  });

  it('says nothing twice', () => expect(lineDecider.decide(opened, follow(unclaimed, opened))).toEqual([]));

  it('is given back by a case that is declined', () => {
    const weighing = opened.reduce(caseDecider.evolve, caseDecider.initial);
    const waiting = caseDecider.decide(weighed(1_000, 1_000), weighing).reduce(caseDecider.evolve, weighing);
    const claims = follow(follow(unclaimed, opened), caseDecider.decide(decision('decline'), waiting));
    expect(leftOfLine(scarves, claims, 'another')).toEqual({
      quantity: 3,
      amountFen: 13_800,
      openCaseId: undefined,
    });
  });

  it('is never granted twice, whatever the cases ask for', () => {
    const asked = fc.record({
      quantity: fc.integer({ min: 1, max: 4 }),
      slip: fc.constantFrom('short' as const, 'complete' as const),
      wish: fc.constantFrom('refund' as const, 'reshipment' as const),
      authorityFen: fc.constantFrom(0, 5_000, 100_000),
      unitPriceFen: fc.integer({ min: 0, max: 9_000 }), // the order may be changed in between
    });
    fc.assert(
      fc.property(fc.array(asked, { maxLength: 8 }), (cases) => {
        let claims = unclaimed;
        let granted = 0;
        cases.forEach(({ unitPriceFen, ...wished }, index) => {
          const lines = order.lines.map((line) => (line.lineId === '1' ? { ...line, unitPriceFen } : line));
          const command = {
            ...open,
            ...wished,
            caseId: `case-${index}`,
            order: { ...order, lines },
            claims,
            at,
          };
          try {
            const events = caseDecider.decide(command, caseDecider.initial);
            claims = follow(claims, events);
            if (events.some(({ type }) => type === 'RefundApproved' || type === 'ReshipmentApproved'))
              granted += wished.quantity;
          } catch (error) {
            if (!(error instanceof Refused)) throw error;
          }
        });
        expect(granted).toBeLessThanOrEqual(3);
        expect(claims.reduce((sum, { quantity }) => sum + quantity, 0)).toBeLessThanOrEqual(3);
      }),
    );
  });
});
