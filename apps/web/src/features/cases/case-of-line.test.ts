import { describe, expect, it } from '@jest/globals';
import type { CaseSummary } from '@kefu/contracts';
import { caseOfLine, waitsForPerson } from './case-of-line.ts';

const line = { orderId: 'flagship:1', lineId: '2', quantity: 2 };
const aCase = (caseId: string, state: CaseSummary['state'], quantity = 1, reopened = false) => ({
  caseId,
  orderId: 'flagship:1',
  lineId: '2',
  state,
  quantity,
  reopened,
});
const declined = aCase('declined', 'declined', 2);
const refunded = aCase('refunded', 'refund-paid');
const waiting = aCase('waiting', 'awaiting-person');

describe('an order line with cases', () => {
  it('is open to a report when it has none', () =>
    expect(caseOfLine([{ ...waiting, lineId: '1' }], line)).toEqual({ shown: undefined, mayReport: true }));
  it('shows the case that goes on, and takes no second one beside it', () =>
    expect(caseOfLine([refunded, waiting], line)).toEqual({ shown: waiting, mayReport: false }));
  it('takes another report for pieces that are left', () =>
    expect(caseOfLine([refunded], line)).toEqual({ shown: refunded, mayReport: true }));
  it('takes none once every piece is settled', () =>
    expect(caseOfLine([refunded], { ...line, quantity: 1 }).mayReport).toBe(false));
  it('is as before after a declined one', () =>
    expect(caseOfLine([declined], line)).toEqual({ shown: declined, mayReport: true }));
});

describe('a case', () => {
  it('waits for a person when the scales did not settle it', () =>
    expect(waitsForPerson(waiting)).toBe(true));
  it('waits for a person when a later weight speaks against it', () =>
    expect(waitsForPerson(aCase('again', 'refund-paid', 1, true))).toBe(true));
  it('waits for nobody once it has its outcome', () => expect(waitsForPerson(refunded)).toBe(false));
});
