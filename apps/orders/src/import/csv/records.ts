import type { Complaint } from '../domain/reading.ts';

/** A line of the file as a person counts them, from 1, where the record begins, and its cells or what is wrong with it. */
export type CsvRecord = { line: number } & ({ cells: string[] } | Complaint);

export type RecordReader = {
  /** The records that are complete with this much of the text. */
  push(text: string): CsvRecord[];
  /** What is left when the file ends. */
  end(): CsvRecord[];
};

/** A quoted cell longer than this was never closed. */
const longestRecord = 1_000_000;

type Scanned = { cells: string[]; next: number } | { complaint: Complaint } | 'incomplete';

const open: Complaint = { code: 'quote-open', reason: 'a quote is opened here and never closed' };
const trailing: Complaint = { code: 'text-after-quote', reason: 'text follows a closing quote' };

const lineBreakAt = (text: string, from: number): number => {
  const feed = text.indexOf('\n', from);
  if (feed < 0) return text.indexOf('\r', from);
  const carriage = text.slice(from, feed).indexOf('\r'); // not in the whole text, which may hold none
  return carriage < 0 ? feed : from + carriage;
};

const afterBreak = (text: string, at: number): number => (text.startsWith('\r\n', at) ? at + 2 : at + 1);

const countBreaks = (text: string): number => text.match(/\r\n|\r|\n/g)?.length ?? 0;

const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');

/** Where the quote that was opened before `from` closes; doubled quotes are text. */
const closingQuote = (text: string, from: number): number => {
  let at = text.indexOf('"', from);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
};

const scanQuoted = (text: string, start: number, delimiter: string, isLast: boolean): Scanned => {
  const cells: string[] = [];
  let at = start;
  for (;;) {
    if (text[at] === '"') {
      const close = closingQuote(text, at + 1);
      // A quote at the very end may turn out to be the first of two.
      if (close < 0 || (close === text.length - 1 && !isLast))
        return isLast ? { complaint: open } : 'incomplete';
      cells.push(text.slice(at + 1, close).replaceAll('""', '"'));
      at = close + 1;
      while (text[at] === ' ') at += 1;
    } else {
      const lineBreak = lineBreakAt(text, at);
      const lineEnd = lineBreak < 0 ? text.length : lineBreak;
      const next = text.indexOf(delimiter, at);
      const end = next < 0 ? lineEnd : Math.min(next, lineEnd);
      cells.push(text.slice(at, end));
      at = end;
    }
    if (at >= text.length) return isLast ? { cells, next: at } : 'incomplete';
    if (text[at] === '\r' && at === text.length - 1 && !isLast) return 'incomplete';
    if (text[at] === '\n' || text[at] === '\r') return { cells, next: afterBreak(text, at) };
    if (text[at] !== delimiter) return { complaint: trailing };
    at += 1;
  }
};

/**
 * Reads CSV as text arrives. A record that breaks the rules of quoting costs its own first line only: reading goes on
 * with the line after it, where parsers as a rule lose the rest of the file. Blank lines are no records.
 */
export const createRecordReader = (delimiter: string): RecordReader => {
  let rest = '';
  let line = 1;

  const read = (isLast: boolean): CsvRecord[] => {
    const records: CsvRecord[] = [];
    let at = 0;
    while (at < rest.length) {
      const lineBreak = lineBreakAt(rest, at);
      if (lineBreak < 0 && !isLast && rest.length - at < longestRecord) break;
      if (lineBreak === rest.length - 1 && rest[lineBreak] === '\r' && !isLast) break;
      const lineEnd = lineBreak < 0 ? rest.length : lineBreak;
      const nextLine = lineBreak < 0 ? rest.length : afterBreak(rest, lineBreak);
      const text = rest.slice(at, lineEnd);
      if (!text.includes('"')) {
        const cells = text.split(delimiter);
        if (!isBlank(cells)) records.push({ line, cells });
        at = nextLine;
        line += 1;
        continue;
      }
      const scanned = scanQuoted(rest, at, delimiter, isLast);
      if (scanned === 'incomplete' && rest.length - at < longestRecord) break;
      if (scanned === 'incomplete' || 'complaint' in scanned) {
        records.push({ line, ...(scanned === 'incomplete' ? open : scanned.complaint) });
        at = nextLine;
        line += 1;
        continue;
      }
      if (!isBlank(scanned.cells)) records.push({ line, cells: scanned.cells });
      line += scanned.next === nextLine ? 1 : countBreaks(rest.slice(at, scanned.next));
      at = scanned.next;
    }
    rest = rest.slice(at);
    return records;
  };

  return {
    push: (text) => {
      rest += text;
      return read(false);
    },
    end: () => read(true),
  };
};
