import { randomUUID } from 'node:crypto';

/** What every contestant writes: an event of some 200 bytes, and who did it. */
export const payload = {
  caseId: 'case-1',
  at: '2026-10-21T01:41:00Z',
  words: '少了一件，包裹是完好的。'.repeat(5),
};
export const metadata = {
  who: { kind: 'person' as const, id: 'agent-lin' },
  correlationId: '0199f7a0-0000-7000-8000-000000000001',
};
export const newStream = (): string => `case-${randomUUID()}`;
