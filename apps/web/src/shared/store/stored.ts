import { useSyncExternalStore } from 'react';

type Stored<T> = {
  get: () => T;
  set: (value: T) => void;
  subscribe: (listener: () => void) => () => void;
};

/**
 * One value kept in localStorage and shared by all tabs. `read` turns what was stored into a value and answers
 * undefined for anything it does not understand. A full or forbidden storage keeps the value for this tab.
 */
export const createStored = <T>(
  key: string,
  initial: T,
  read: (stored: unknown) => T | undefined,
): Stored<T> => {
  const listeners = new Set<() => void>();
  const parse = (text: string | null): T => {
    if (text === null) return initial;
    try {
      return read(JSON.parse(text)) ?? initial;
    } catch {
      return initial;
    }
  };
  let value = parse(localStorage.getItem(key));
  const notify = () => {
    for (const listener of listeners) listener();
  };
  window.addEventListener('storage', (event) => {
    if (event.key !== key) return;
    value = parse(event.newValue);
    notify();
  });
  return {
    get: () => value,
    set: (next) => {
      value = next;
      try {
        localStorage.setItem(key, JSON.stringify(next));
      } catch {
        // The setting still holds until this tab closes.
      }
      notify();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};

export const useStored = <T>(stored: Stored<T>): T => useSyncExternalStore(stored.subscribe, stored.get);
