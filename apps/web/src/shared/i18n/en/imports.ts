import type { Texts } from '../i18n.ts';

export const imports: Texts['imports'] = {};
