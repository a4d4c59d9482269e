import type { Texts } from '../zh-CN/texts.ts';
import { cases } from './cases.ts';
import { common } from './common.ts';
import { desks } from './desks.ts';
import { imports } from './imports.ts';
import { problems } from './problems.ts';
import { words } from './words.ts';
import { workbench } from './workbench.ts';

export const en: Texts = { common, words, problems, workbench, cases, desks, imports };
