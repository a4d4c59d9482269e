import { createStored } from './stored.ts';

const oneOf =
  <const Value extends string>(...values: readonly Value[]) =>
  (stored: unknown): Value | undefined =>
    values.find((value) => value === stored);

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];
export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];

export const themeSetting = createStored<Theme>('kefu.theme', 'system', oneOf(...themes));
export const languageSetting = createStored<Language>('kefu.language', 'zh-CN', oneOf(...languages));
export const soundSetting = createStored<boolean>('kefu.sound', false, (stored) => stored === true);
