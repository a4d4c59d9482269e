import { expect } from '@jest/globals';
import type { Reader, Real } from './log-model.ts';

/** One page: nothing twice, nothing of a transaction that could still be overtaken. Answers whether there was something. */
export const readPage = async (real: Real, reader: Reader, nth: number, limit: number): Promise<boolean> => {
  const hidden = real.holder?.since;
  const { events, position } = await real.store.feed({ after: reader.position, limit });
  for (const {
    id,
    stream,
    version,
    metadata: { correlationId },
  } of events) {
    expect(reader.seen.has(id)).toBe(false);
    expect(hidden?.has(correlationId) ?? false).toBe(false);
    reader.seen.add(id);
    real.operations.push({ kind: 'delivered', consumer: `reader ${nth}`, id, stream, version });
  }
  reader.position = position;
  return events.length > 0;
};

export const readOn = async (real: Real, reader: Reader, nth: number): Promise<void> => {
  while (await readPage(real, reader, nth, 7));
};
