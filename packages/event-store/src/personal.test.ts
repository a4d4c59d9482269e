import { describe, expect, it } from '@jest/globals';
import type { DomainEvent } from '@kefu/contracts';
import { createPersonal, unite } from './personal.ts';
import { newKey } from './sealing.ts';

type CaseEvent = DomainEvent<
  'CaseOpened',
  { customerId: string | null; words: string | null; photos?: string[]; at: string }
>;
const opened = (data: Partial<CaseEvent['data']>): CaseEvent => ({
  type: 'CaseOpened',
  data: { customerId: 'cu_1', words: '少了一件', at: '2026-10-21T01:41:00Z', ...data },
});
const personal = createPersonal<CaseEvent>({
  CaseOpened: { subject: 'customerId', fields: ['words', 'photos'] },
});

describe('personal fields', () => {
  it('are parted from the others and united again', () => {
    const key = newKey();
    const event = opened({ photos: ['a.jpg', 'b.jpg'] });
    const parted = personal.part('event-1', event, key);
    expect(parted.clear).toEqual({ customerId: 'cu_1', at: '2026-10-21T01:41:00Z' });
    expect(unite('event-1', parted, key)).toEqual(event.data);
  });

  it('are null where the key was destroyed', () => {
    const parted = personal.part('event-1', opened({}), newKey());
    expect(unite('event-1', parted, null)).toEqual(opened({ words: null }).data);
  });

  it('need nobody’s key when none is filled', () => {
    expect(personal.subjectOf(opened({ words: null }))).toBeNull();
    expect(personal.subjectOf(opened({}))).toBe('cu_1');
    expect(() => personal.subjectOf(opened({ customerId: null }))).toThrow('customerId names nobody');
  });
});
