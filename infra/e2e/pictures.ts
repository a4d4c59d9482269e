import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { expect } from '@jest/globals';
import { charactersWithoutGlyph, type Page } from '@kefu/testing/browser';

import { projectRoot } from '../launcher/places.ts';

const folder = join(projectRoot, 'artefacts/pages');

/** Keeps what the page looks like now, for people to look at; Chinese that came out as boxes fails at once. */
export const picture = async (page: Page, name: string): Promise<void> => {
  for (const frame of page.frames()) expect(await charactersWithoutGlyph(frame)).toEqual([]);
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
};
