import { useSyncExternalStore } from 'react';
import { serverNow } from './server-clock.ts';

let second = Math.floor(serverNow() / 1_000);
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  timer ??= setInterval(() => {
    second = Math.floor(serverNow() / 1_000);
    for (const notify of listeners) notify();
  }, 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
};

/** The server's time in ms, once a second; one timer serves every clock on the page. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => second) * 1_000;
