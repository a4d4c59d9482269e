import { seededRandom } from '@kefu/testing/sample';

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

/** Names of new streams, without any order among them, and the same ones for the same seed. */
export const createStreamNames = (seed: number): (() => string) => {
  const random = seededRandom(seed);
  const hex = () =>
    Math.floor(random.next() * 0x1_0000_0000)
      .toString(16)
      .padStart(8, '0');
  return () => `case-${hex()}${hex()}${hex()}${hex()}`;
};

/** `1 of 2 events missing` in one breath; undefined where nothing is wrong. */
export const complaintOf = (...wrong: readonly (string | false | undefined)[]): string | undefined => {
  const said = wrong.filter((one) => typeof one === 'string');
  return said.length > 0 ? said.join(', ') : undefined;
};
