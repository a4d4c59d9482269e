import type { Texts } from '../i18n.ts';

export const desks: Texts['desks'] = {};
