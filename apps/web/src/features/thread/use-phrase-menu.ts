import type { Phrase } from '@kefu/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState, type KeyboardEvent } from 'react';
import { phrasesQuery } from './phrases.ts';
import { searchPhrases, soughtIn } from './phrase-search.ts';

type MenuOptions = { shopId: string; text: string; onPick: (phrase: Phrase) => void };

/** The quick replies that the text asks for, and how the keyboard moves through them. */
export const usePhraseMenu = ({ shopId, text, onPick }: MenuOptions) => {
  const { data, error } = useQuery(phrasesQuery(shopId));
  const [position, setPosition] = useState({ sought: '', at: 0 });
  const sought = soughtIn(text);
  const isOpen = sought !== undefined;
  const found = isOpen ? searchPhrases(data?.items ?? [], sought) : [];
  const at = position.sought === sought ? Math.min(position.at, Math.max(found.length - 1, 0)) : 0;
  const move = (next: number) =>
    setPosition({ sought: sought ?? '', at: Math.max(0, Math.min(next, found.length - 1)) });
  const pick = (phrase: Phrase | undefined) => phrase && onPick(phrase);

  /** True when the key was for the menu. */
  const onKeyDown = (event: KeyboardEvent): boolean => {
    const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
    if (event.altKey && digit !== undefined) {
      const phrase = (isOpen ? found : (data?.items ?? []))[Number(digit) - 1];
      if (phrase) {
        event.preventDefault();
        pick(phrase);
        return true;
      }
    }
    if (!isOpen) return false;
    const step = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      move(step);
      return true;
    }
    if (event.key === 'Enter' || event.key === 'Tab') {
      event.preventDefault();
      pick(found[at]);
      return true;
    }
    return false;
  };

  return {
    isOpen,
    found,
    at,
    error,
    isLoading: !data,
    activeId: `phrase-${found[at]?.phraseId}`,
    move,
    pick,
    onKeyDown,
  };
};
export type PhraseMenuState = ReturnType<typeof usePhraseMenu>;
