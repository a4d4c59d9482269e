import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { expect } from '@jest/globals';
import { charactersWithoutGlyph, type Page } from '@kefu/testing/browser';

import { projectRoot } from '../launcher/places.ts';
import { gatewayUrl } from './platform.ts';

const folder = join(projectRoot, 'artefacts/pages');

/** Keeps what the page looks like now, for people to look at; Chinese that came out as boxes fails at once. */
export const picture = async (page: Page, name: string): Promise<void> => {
  for (const frame of page.frames()) expect(await charactersWithoutGlyph(frame)).toEqual([]);
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
};

export const languages = ['zh-CN', 'en'] as const;

/** Every page and who sees something on it; where a page without a path is, the story tells. */
export const places: { name: string; who: string; path?: string }[] = [
  { name: 'workbench', who: 'lin' },
  { name: 'case', who: 'lin' },
  { name: 'cases', who: 'lin', path: '/cases' },
  { name: 'inquiries', who: 'lin', path: '/inquiries' },
  { name: 'claims', who: 'lin', path: '/claims' },
  { name: 'complaints', who: 'lin', path: '/complaints' },
  { name: 'ledger', who: 'lin', path: '/ledger' },
  { name: 'approvals', who: 'zhou', path: '/approvals' },
  { name: 'refunds', who: 'zhao', path: '/refunds' },
  { name: 'imports', who: 'sun', path: '/imports' },
  { name: 'status', who: 'sun', path: '/status' },
];

const navigation = { 'zh-CN': '主导航', en: 'Main navigation' };

/** Opens a page in a language and waits until what it shows has come. */
export const openIn = async (
  page: Page,
  language: (typeof languages)[number],
  path: string,
): Promise<void> => {
  await page.evaluate(`localStorage.setItem('kefu.language', '"${language}"')`);
  await page.goto(`${gatewayUrl}${path}`);
  await page.getByRole('navigation', { name: navigation[language] }).waitFor();
  await page.getByRole('main').waitFor();
  await page.waitForFunction(`document.querySelector('[class*=skeleton], [aria-busy=true]') === null`);
};
