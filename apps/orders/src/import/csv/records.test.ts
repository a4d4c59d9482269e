import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createRecordReader, type CsvRecord } from './records.ts';

const readIn = (pieces: readonly string[], delimiter = ','): CsvRecord[] => {
  const reader = createRecordReader(delimiter);
  return [...pieces.flatMap((piece) => reader.push(piece)), ...reader.end()];
};
const read = (text: string, delimiter?: string) => readIn([text], delimiter);
const cellsOf = (records: readonly CsvRecord[]) =>
  records.map((record) => ('cells' in record ? record.cells : record.code));

describe('reading CSV', () => {
  it('names the line where each record begins, also after quoted line breaks', () => {
    expect(read('a,b\n1,"x\r\ny\nz"\n\n2,w\n')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['1', 'x\r\ny\nz'] },
      { line: 6, cells: ['2', 'w'] },
    ]);
  });

  it('takes any line break, also mixed, and none at the end', () => {
    expect(cellsOf(read('a\r\nb\nc\rd'))).toEqual([['a'], ['b'], ['c'], ['d']]);
  });

  it('leaves out blank lines and rows of empty cells', () => {
    expect(read('a,b\n,,\n  \n1,2')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 4, cells: ['1', '2'] },
    ]);
  });

  it('reads quotes: doubled ones, delimiters within, and inches in a bare cell', () => {
    expect(cellsOf(read('"a ""b""";"c;d";15" x\n', ';'))).toEqual([['a "b"', 'c;d', '15" x']]);
  });

  it('loses one line to a quote that is never closed', () => {
    expect(read('a,b\n1,"x\n2,y\n3,z\n')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, code: 'quote-open', reason: 'a quote is opened here and never closed' },
      { line: 3, cells: ['2', 'y'] },
      { line: 4, cells: ['3', 'z'] },
    ]);
  });

  it('loses one line to text after a closing quote', () => {
    expect(read('1,"x"y\n2,"z"\n')).toEqual([
      { line: 1, code: 'text-after-quote', reason: 'text follows a closing quote' },
      { line: 2, cells: ['2', 'z'] },
    ]);
  });

  it('gives a quote up after a million characters rather than holding the whole file', () => {
    const records = readIn(['1,"x\n', ...Array.from({ length: 120 }, () => `${'2'.repeat(10_000)}\n`)]);
    expect(cellsOf(records.slice(0, 1))).toEqual(['quote-open']);
    expect(records).toHaveLength(121);
  });

  it('reads what was written, wherever the text is cut', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', '中'), maxLength: 5 });
    const rows = fc.array(
      fc.array(cell, { minLength: 2, maxLength: 3 }).map((cells) => ['x', ...cells]),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(
        rows,
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.integer({ min: 1, max: 7 }),
        (written, lineBreak, size) => {
          const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
          const text = written.map((cells) => cells.map(quoted).join(',') + lineBreak).join('');
          const pieces = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
          expect(cellsOf(readIn(pieces))).toEqual(written);
          expect(readIn(pieces)).toEqual(read(text));
        },
      ),
    );
  });
});
