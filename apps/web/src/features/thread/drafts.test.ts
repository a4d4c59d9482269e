import { beforeEach, describe, expect, it } from '@jest/globals';
import { createDrafts } from './drafts.ts';

const memory = () => {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
    key: (index: number) => [...items.keys()][index] ?? null,
    get length() {
      return items.size;
    },
  };
};
const day = 24 * 3_600_000;

describe('drafts', () => {
  let storage = memory();
  beforeEach(() => {
    storage = memory();
  });
  const at = (time: number, agentId = 'agent-lin') => createDrafts(storage, agentId, () => time);

  it('survive a reload', () => {
    at(0).write('c1', '亲,马上帮您看');
    expect(at(day).read('c1')).toBe('亲,马上帮您看');
  });

  it('are forgotten after 30 days', () => {
    at(0).write('c1', 'old');
    expect(at(29 * day).read('c1')).toBe('old');
    expect(at(31 * day).read('c1')).toBe('');
  });

  it('belong to the agent who typed them', () => {
    at(0).write('c1', 'mine');
    expect(at(0, 'agent-wu').read('c1')).toBe('');
  });

  it('are gone once the text is empty', () => {
    const drafts = at(0);
    drafts.write('c1', 'x');
    expect([...drafts.ids()]).toEqual(['c1']);
    drafts.write('c1', '');
    expect([...drafts.ids()]).toEqual([]);
  });

  it('tell their readers only when one comes or goes', () => {
    const drafts = at(0);
    let told = 0;
    drafts.subscribe(() => (told += 1));
    drafts.write('c1', 'a');
    drafts.write('c1', 'ab');
    drafts.write('c1', '');
    expect(told).toBe(2);
  });

  it('pass over what they do not understand', () => {
    storage.setItem('kefu.draft.agent-lin.c1', '{"broken');
    expect(at(0).read('c1')).toBe('');
  });
});
