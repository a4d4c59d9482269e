import { describe, expect, it } from '@jest/globals';
import type { CaseFact } from './cases.ts';
import { stepsOf } from './case-steps.ts';

const facts = (...types: string[]): CaseFact[] =>
  types.map((type, index) => ({
    id: String(index),
    at: `2026-10-21T02:0${index}:00Z`,
    type,
    who: { kind: 'system', id: 'returns' },
    why: null,
    data: {},
  }));
const told = (state: Parameters<typeof stepsOf>[0]['state'], timeline: CaseFact[], reopened = false) =>
  stepsOf({ state, timeline, reopened }).map(({ name, status }) => `${name} ${status}`);

describe('the steps of a case', () => {
  it('wait for the scales first', () => {
    expect(told('weighing', facts('CaseOpened', 'WeightCheckStarted'))).toEqual([
      'opened done',
      'weights now',
      'carrier ahead',
      'verdict ahead',
      'decision ahead',
      'outcome ahead',
    ]);
  });

  it('wait for the carrier once it was asked', () => {
    const timeline = facts('CaseOpened', 'WeightCheckStarted', 'WeightCheckProgressed');
    expect(told('weighing', timeline)).toContain('carrier now');
  });

  it('skip the carrier when the scales had spoken', () => {
    const timeline = facts('CaseOpened', 'WeightCheckStarted', 'VerdictReached', 'RefundApproved');
    expect(told('refund-approved', timeline)).toEqual([
      'opened done',
      'weights done',
      'carrier skipped',
      'verdict done',
      'decision done',
      'outcome now',
    ]);
  });

  it('skip the scales when the slip settled it', () => {
    expect(told('refund-paid', facts('CaseOpened', 'RefundApproved', 'RefundPaid'))).toEqual([
      'opened done',
      'weights skipped',
      'decision done',
      'outcome done',
    ]);
  });

  it('come back to a person when a correction re-opened the verdict', () => {
    const timeline = facts(
      'CaseOpened',
      'WeightCheckStarted',
      'VerdictReached',
      'RefundApproved',
      'VerdictReopened',
    );
    expect(told('refund-approved', timeline, true)).toContain('decision now');
  });

  it('end with the decision when it was declined', () => {
    const timeline = facts('CaseOpened', 'WeightCheckStarted', 'VerdictReached', 'CaseDeclined');
    expect(told('declined', timeline).slice(-2)).toEqual(['decision done', 'outcome done']);
  });
});
