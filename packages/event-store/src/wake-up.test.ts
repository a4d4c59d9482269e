import { describe, expect, it } from '@jest/globals';
import { createWakeUp } from './wake-up.ts';

const forever = 2 ** 30;

describe('the wake-up', () => {
  it('ends every pause when it rings, and counts', async () => {
    const wakeUp = createWakeUp();
    const { signal } = new AbortController();
    const pauses = [wakeUp.pause(forever, signal), wakeUp.pause(forever, signal)];
    wakeUp.ring();
    await Promise.all(pauses);
    expect(wakeUp.rings()).toBe(1);
  });

  it('ends a pause when it is aborted or over', async () => {
    const wakeUp = createWakeUp();
    await wakeUp.pause(forever, AbortSignal.abort());
    await wakeUp.pause(1, new AbortController().signal);
    expect(wakeUp.rings()).toBe(0);
  });
});
