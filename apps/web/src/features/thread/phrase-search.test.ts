import { describe, expect, it } from '@jest/globals';
import type { Phrase } from '@kefu/contracts';
import { searchPhrases, soughtIn } from './phrase-search.ts';

const phrase = (shortcut: string, text: string, group = '售后'): Phrase => ({
  phraseId: `0199f0a0-0000-7000-8000-${shortcut.padStart(12, '0')}`,
  shopId: 'flagship',
  group,
  shortcut,
  text,
});
const phrases = [
  phrase('nh', '亲,您好'),
  phrase('czhc', '正在为您做称重核查'),
  phrase('cz', '请稍等,查证中'),
  phrase('wl', '物流信息可查,称重见附件', '物流'),
];
const shortcuts = (found: Phrase[]) => found.map(({ shortcut }) => shortcut);

describe('opening the phrases', () => {
  it.each(['/cz', '、cz', '／CZ', '/ cz '])('by %s at the start', (text) => {
    expect(soughtIn(text)).toBe('cz');
  });

  it.each(['您好/cz', 'cz', '', '/a\nb'])('not by %j', (text) => {
    expect(soughtIn(text)).toBeUndefined();
  });
});

describe('finding a phrase', () => {
  it('puts the exact shortcut first, then what begins with it', () => {
    expect(shortcuts(searchPhrases(phrases, 'cz'))).toEqual(['cz', 'czhc']);
  });

  it('finds by the words', () => {
    expect(shortcuts(searchPhrases(phrases, '称重'))).toEqual(['czhc', 'wl']);
  });

  it('does not look into the names of variables', () => {
    expect(searchPhrases([phrase('nh', '{customer}您好')], 'c')).toEqual([]);
  });

  it('finds by the group', () => {
    expect(shortcuts(searchPhrases(phrases, '物流'))).toEqual(['wl']);
  });

  it('shows all in their order when nothing is sought', () => {
    expect(shortcuts(searchPhrases(phrases, ''))).toEqual(['nh', 'czhc', 'cz', 'wl']);
  });

  it('finds nothing for what is not there', () => {
    expect(searchPhrases(phrases, 'qqq')).toEqual([]);
  });
});
