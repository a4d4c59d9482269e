import { useEffect, useEffectEvent } from 'react';
import { combinationOf, keymap, type KeyName } from './keymap.ts';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** A key of the keymap for as long as the component is shown. Bare keys such as `?` are left to whoever types. */
export const useKey = (name: KeyName, handler: () => void): void => {
  const onKey = useEffectEvent(handler);
  useEffect(() => {
    const combination: string = keymap[name];
    const isBare = !combination.includes('+') && combination.length === 1;
    const listen = (event: KeyboardEvent) => {
      if (event.isComposing || combinationOf(event) !== combination) return;
      if (isBare && isTyping(event.target)) return;
      if (!isBare) event.preventDefault();
      onKey();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [name]);
};
