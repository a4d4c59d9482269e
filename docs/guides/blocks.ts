import { readFileSync } from 'node:fs';

export type Block = { language: string; file: string | undefined; text: string };

/** The fenced blocks of a page; `file=…` behind the language names what a block quotes. */
export const blocksOf = (page: URL): Block[] =>
  [...readFileSync(page, 'utf8').matchAll(/^```(\w*)(?: file=(\S+))?\n(.*?)^```$/gms)].map(
    ([, language = '', file, text = '']) => ({ language, file, text }),
  );
