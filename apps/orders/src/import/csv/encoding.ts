import { createReadStream } from 'node:fs';
import iconv from 'iconv-lite';
import jschardet from 'jschardet';

export type Recognised = { encoding: string } | { unreadable: string };

const marks: readonly (readonly [number[], Recognised])[] = [
  [[0xef, 0xbb, 0xbf], { encoding: 'utf-8' }],
  [[0xff, 0xfe], { encoding: 'utf-16le' }],
  [[0xfe, 0xff], { encoding: 'utf-16be' }],
  [[0x50, 0x4b, 0x03, 0x04], { unreadable: 'it is a spreadsheet or an archive; save it as CSV first' }],
  [[0xd0, 0xcf, 0x11, 0xe0], { unreadable: 'it is a spreadsheet; save it as CSV first' }],
  [[0x25, 0x50, 0x44, 0x46], { unreadable: 'it is a PDF' }],
  [[0x1f, 0x8b], { unreadable: 'it is compressed; unpack it first' }],
];

const marked = (head: Buffer): Recognised | undefined =>
  marks.find(([bytes]) => bytes.every((byte, index) => head[index] === byte))?.[1];

/** Text is UTF-16 without saying so when every other byte of its plain characters is zero; other text has no zeros. */
const withZeros = (head: Buffer): Recognised | undefined => {
  const zeros = { even: 0, odd: 0 };
  head.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2 === 0 ? 'even' : 'odd'] += 1;
  });
  if (zeros.even + zeros.odd === 0) return undefined;
  if (zeros.even === 0 && zeros.odd > head.length / 8) return { encoding: 'utf-16le' };
  if (zeros.odd === 0 && zeros.even > head.length / 8) return { encoding: 'utf-16be' };
  return { unreadable: 'it is not text' };
};

const ourWords = /订单|买家|收货|商品|宝贝|快递|物流|金额/;

/** GB18030 holds GBK and GB2312. A header that reads as a shop's tells more than the frequency of bytes. */
const legacy = (bytes: Buffer): Recognised => {
  if (ourWords.test(iconv.decode(bytes, 'gb18030'))) return { encoding: 'gb18030' };
  const guess = jschardet.detect(bytes).encoding?.toLowerCase();
  const isForeign = guess && !guess.startsWith('gb') && guess !== 'utf-8' && iconv.encodingExists(guess);
  return { encoding: isForeign ? guess : 'gb18030' };
};

/** Finds out how a file is encoded; reads all of it, since a file can be plain ASCII up to its last line. */
export const recogniseEncoding = async (path: string): Promise<Recognised> => {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let head: Buffer | undefined;
  for await (const read of createReadStream(path, { highWaterMark: 256 * 1024 })) {
    const chunk = read as Buffer; // no encoding was asked for, so these are bytes
    if (head === undefined) {
      head = chunk;
      const recognised = marked(head) ?? withZeros(head);
      if (recognised) return recognised;
    }
    try {
      utf8.decode(chunk, { stream: true });
    } catch {
      return legacy(Buffer.concat([head, chunk]));
    }
  }
  return { encoding: 'utf-8' };
};

export const isEncoding = (encoding: string): boolean => iconv.encodingExists(encoding);

/** The text of a file, piece by piece, without its byte order mark. */
export async function* readText(path: string, encoding: string): AsyncGenerator<string> {
  const decoder = iconv.getDecoder(encoding);
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) {
    yield decoder.write(chunk as Buffer); // no encoding was asked for, so these are bytes
  }
  const rest = decoder.end();
  if (rest) yield rest;
}
