import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { blocksOf } from './blocks.ts';

const guides = new URL('./', import.meta.url);
const root = new URL('../../', guides);
const pages = readdirSync(guides).filter((name) => name.endsWith('.md'));

/** A page may show a part of a function without what it is nested in. */
const withoutIndentation = (text: string) => text.trim().replaceAll(/^ +/gm, '');

it.each(pages)('%s quotes files that are compiled and tested, as they are', (page) => {
  for (const { language, file, text } of blocksOf(new URL(page, guides))) {
    if (language !== 'ts') continue;
    if (file === undefined) throw new Error(`code of no file: ${text}`);
    const source = readFileSync(new URL(file, root), 'utf8');
    expect(withoutIndentation(source)).toContain(withoutIndentation(text));
  }
});
