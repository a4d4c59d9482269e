import type { Frame, Page } from 'playwright-core';

// Runs in the page, so it is text here: this side knows no document.
const drawEach = `(() => {
  const size = 32;
  const pen = Object.assign(document.createElement('canvas'), { width: size, height: size })
    .getContext('2d', { willReadFrequently: true });
  pen.textBaseline = 'top';
  pen.font = (size - 8) + 'px ' + getComputedStyle(document.body).fontFamily;
  const pictureOf = (character) => {
    pen.clearRect(0, 0, size, size);
    pen.fillText(character, 2, 2);
    return pen.getImageData(0, 0, size, size).data.join();
  };
  const seen = new Set([pictureOf(' '), pictureOf('\\u{10fffd}')]);
  return [...new Set(document.body.innerText.match(/\\p{Script=Han}/gu) ?? [])].filter((character) => {
    const before = seen.size;
    return seen.add(pictureOf(character)).size === before;
  });
})()`;

/**
 * The Chinese characters on the page that no font can draw: drawn in the page's letters, each looks like nothing,
 * like the box for a character that no font has, or like another one.
 */
export const charactersWithoutGlyph = (page: Page | Frame): Promise<string[]> =>
  page.evaluate<string[]>(drawEach);
