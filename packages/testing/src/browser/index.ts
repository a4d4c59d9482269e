export { launchBrowser } from './chromium.ts';
export { accessibilityFaults } from './faults.ts';
export { charactersWithoutGlyph } from './glyphs.ts';
export type { Browser, BrowserContext, FrameLocator, Locator, Page } from 'playwright-core';
