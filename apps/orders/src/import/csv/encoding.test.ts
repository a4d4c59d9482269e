import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import iconv from 'iconv-lite';
import { readText, recogniseEncoding } from './encoding.ts';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'kefu-encoding-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

const fileOf = (content: Buffer): string => {
  const path = join(directory, 'file.csv');
  writeFileSync(path, content);
  return path;
};
const recognise = async (text: string, encoding: string) => {
  const path = fileOf(iconv.encode(text, encoding));
  const recognised = await recogniseEncoding(path);
  if ('unreadable' in recognised) return recognised.unreadable;
  let read = '';
  for await (const piece of readText(path, recognised.encoding)) read += piece;
  return { encoding: recognised.encoding, isAsWritten: read === text };
};

const chinese = '订单编号,买家会员名\n1001,王小明\n';

describe('the encoding of a file', () => {
  it.each([
    ['utf-8', chinese, 'utf-8'],
    ['gbk', chinese, 'gb18030'],
    ['gb18030', `${chinese}1002,㐀𠀀\n`, 'gb18030'],
    ['big5', '訂單編號,買家會員名\n1001,王小明\n1002,陳小華\n', 'big5'],
    ['windows-1252', 'pedido,descrição,preço\n1,São João,avó coração\n', 'windows-1252'],
    ['utf-16le', 'order,buyer\n1001,ann\n', 'utf-16le'],
    ['utf-16be', 'order,buyer\n1001,ann\n', 'utf-16be'],
    ['ascii', 'order,buyer\n1001,ann\n', 'utf-8'],
  ])('%s is recognised', async (written, text, recognised) => {
    expect(await recognise(text, written)).toEqual({ encoding: recognised, isAsWritten: true });
  });

  it('shows in the last line as well as in the first', async () => {
    const plain = 'order,buyer\n'.repeat(40_000);
    expect(await recognise(`${plain}1,王小明买家\n`, 'gbk')).toEqual({
      encoding: 'gb18030',
      isAsWritten: true,
    });
    expect(await recognise(`${plain}1,王小明买家\n`, 'utf-8')).toEqual({
      encoding: 'utf-8',
      isAsWritten: true,
    });
  });

  it('is none where it is not text, and that is said', async () => {
    const refusal = async (...bytes: number[]) => recogniseEncoding(fileOf(Buffer.from(bytes)));
    expect(await refusal(0x50, 0x4b, 3, 4, 20)).toMatchObject({
      unreadable: expect.stringContaining('spreadsheet'),
    });
    expect(await refusal(0x1f, 0x8b, 8)).toMatchObject({ unreadable: expect.stringContaining('compressed') });
    expect(await refusal(1, 0, 0, 0, 2, 3, 0)).toEqual({ unreadable: 'it is not text' });
  });
});
