import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { newEventId } from './event-id.ts';

describe('the id of an event', () => {
  afterEach(() => void jest.restoreAllMocks());

  it('is a UUID of version 7 with the time in front', () => {
    const before = Date.now();
    const id = newEventId();
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const ms = Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
    expect(ms).toBeGreaterThanOrEqual(before);
    expect(ms).toBeLessThanOrEqual(Date.now());
  });

  it('goes with the time', () => {
    for (const ms of [0, 1, 1, 0x0199f7a00001]) {
      jest.spyOn(Date, 'now').mockReturnValue(ms);
      expect(newEventId().replaceAll('-', '').slice(0, 12)).toBe(ms.toString(16).padStart(12, '0'));
    }
  });

  it('is never the same twice', () => {
    expect(new Set(Array.from({ length: 1_000 }, newEventId)).size).toBe(1_000);
  });
});
