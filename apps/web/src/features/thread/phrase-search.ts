import type { Phrase } from '@kefu/contracts';

// Chinese input methods write `、` or `／` where the key says `/`.
const opening = /^[/、／]/;

/** What is sought among the phrases, when the text asks for them at its start. */
export const soughtIn = (text: string): string | undefined =>
  opening.test(text) && !text.includes('\n') ? text.slice(1).trim().toLowerCase() : undefined;

// A search for `c` means the words, not every phrase that names a {customer}.
const wordsOf = (text: string): string => text.toLowerCase().replaceAll(/\{[a-z_]+\}/g, ' ');

const rank = ({ shortcut, text, group }: Phrase, sought: string): number => {
  const short = shortcut.toLowerCase();
  if (short === sought) return 0;
  if (short.startsWith(sought)) return 1;
  if (short.includes(sought)) return 2;
  if (wordsOf(text).includes(sought)) return 3;
  return group.toLowerCase().includes(sought) ? 4 : -1;
};

/** Phrases by shortcut (pinyin initials), then by their words; all of them for an empty search. */
export const searchPhrases = (phrases: readonly Phrase[], sought: string): Phrase[] =>
  phrases
    .map((phrase, index) => ({ phrase, index, rank: sought === '' ? 0 : rank(phrase, sought) }))
    .filter((found) => found.rank >= 0)
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .map(({ phrase }) => phrase);
