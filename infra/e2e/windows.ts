import type { Browser, Page } from '@kefu/testing/browser';

const china = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai' };

/** A browser of one's own: nothing is shared with any other window. */
export const desktop = async (browser: Browser): Promise<Page> =>
  (await browser.newContext({ ...china, viewport: { width: 1440, height: 900 } })).newPage();

export const phone = async (browser: Browser): Promise<Page> => {
  const context = await browser.newContext({
    ...china,
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
  });
  return context.newPage();
};
