import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';

const docs = new URL('./', import.meta.url);
const pages = [
  ...['../README.md', '../README.zh-CN.md'],
  ...readdirSync(docs, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md')),
];

const linksIn = (text: string): string[] =>
  [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, to = '']) => {
    const path = to.replace(/#.*$/, '');
    return path === '' || /^[a-z]+:/.test(path) ? [] : [path];
  });

it.each(pages)('%s links to what is there', (page) => {
  const from = new URL(page, docs);
  const broken = linksIn(readFileSync(from, 'utf8')).filter((to) => !existsSync(new URL(to, from)));
  expect(broken).toEqual([]);
});
