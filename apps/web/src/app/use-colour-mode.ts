import { useLayoutEffect, useSyncExternalStore } from 'react';
import { themeSetting } from '../shared/store/settings.ts';
import { useStored } from '../shared/store/stored.ts';

const systemDark = window.matchMedia('(prefers-color-scheme: dark)');
const watchSystem = (listener: () => void) => {
  systemDark.addEventListener('change', listener);
  return () => systemDark.removeEventListener('change', listener);
};

/** Light or dark: the system's unless the person chose. */
export const useColourMode = (): 'light' | 'dark' => {
  const chosen = useStored(themeSetting);
  const isSystemDark = useSyncExternalStore(watchSystem, () => systemDark.matches);
  const mode = chosen === 'system' ? (isSystemDark ? 'dark' : 'light') : chosen;
  useLayoutEffect(() => {
    document.documentElement.dataset['theme'] = mode;
  }, [mode]);
  return mode;
};
