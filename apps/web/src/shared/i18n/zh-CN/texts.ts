import { cases } from './cases.ts';
import { common } from './common.ts';
import { desks } from './desks.ts';
import { imports } from './imports.ts';
import { problems } from './problems.ts';
import { words } from './words.ts';
import { workbench } from './workbench.ts';

export const zhCN = { common, words, problems, workbench, cases, desks, imports };

/** The Chinese texts are the measure: a key that English lacks is a type error. */
type Same<Texts> = { [Key in keyof Texts]: Texts[Key] extends string ? string : Same<Texts[Key]> };
export type Texts = Same<typeof zhCN>;
