import { describe, expect, it } from '@jest/globals';

import type { Narration } from '../demo/narration.ts';
import { playStories } from '../demo/stories.ts';
import { until } from '../demo/until.ts';
import { backlog } from './backlog.ts';
import { brokenConversations, disagreements } from './ledgers.ts';
import { cast } from './platform.ts';
import { crash } from './processes.ts';

/** Every process of a running kefu, each ended while the others work on. */
const processes = [
  'chat',
  'returns',
  'logistics',
  'stand-ins',
  'payroll',
  'orders',
  'integrations',
  'gateway',
  'temporal',
  'postgres',
  'kafka',
];

const listener = () => {
  const missing: string[] = [];
  const narration: Narration = {
    chapter: () => undefined,
    tell: () => undefined,
    fact: (description, holds) => void (holds || missing.push(description)),
    missing: () => missing.length,
    facts: () => 0,
  };
  return { missing, narration };
};

describe('a kefu whose every process crashes', () => {
  it('finishes every story while each is killed in turn', async () => {
    const { missing, narration } = listener();
    let left = processes.length;
    const crashes = (async () => {
      for (const name of processes) {
        await crash(name)();
        left -= 1;
      }
    })();
    const plays = (async () => {
      do await playStories(cast, narration);
      while (left > 0);
    })();
    await Promise.all([crashes, plays]);
    expect(missing).toEqual([]);
  }, 300_000);

  it('brings everything where it belongs, and nothing into the dead letters', async () => {
    await until(async () => (await backlog()).length === 0);
    expect(await backlog()).toEqual([]);
  });

  it('has one verdict, refund, claim or complaint, and pay for each case', async () => {
    expect(await disagreements()).toEqual([]);
  });

  it('has every message once and in its place', async () => {
    expect(await brokenConversations()).toEqual([]);
  });
});
