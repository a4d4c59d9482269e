import { progress } from '@clack/prompts';

/** Told how far a long job is, of how much unless nobody knows. */
export type OnProgress = (done: number, total?: number) => void;

export type Screen = {
  /** Results are one JSON document (or one a line, for events), nothing else. */
  readonly json: boolean;
  /** For people only. */
  say(line: string): void;
  /** What was asked for: as it is for programs, laid out for people. */
  result<Value>(value: Value, layOut: (value: Value) => string): void;
  /** A long job: under a bar on a terminal, else with a line now and then; both on stderr, and over before the result. */
  during<Value>(title: string, work: (onProgress: OnProgress) => Promise<Value>): Promise<Value>;
};

type Cell = string | number | null | undefined;

const width = (text: string): number =>
  [...text].reduce((sum, letter) => sum + ((letter.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1), 0);

/** Rows under their headings, each column as wide as it needs to be. */
export const table = (headings: readonly string[], rows: readonly (readonly Cell[])[]): string => {
  const lines = [headings, ...rows.map((row) => row.map((cell) => String(cell ?? '')))];
  const widths = headings.map((_, column) => Math.max(...lines.map((line) => width(line[column] ?? ''))));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - width(cell)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};

export const count = (figure: number): string => figure.toLocaleString('en');

const ofTotal = (done: number, total?: number): string =>
  total === undefined ? count(done) : `${count(done)} of ${count(total)}`;

type Bar = { to: OnProgress; end(): void };

const barOnTerminal = (title: string): Bar => {
  const bar = progress({ max: 100, output: process.stderr });
  let shown = 0;
  bar.start(title);
  return {
    to: (done, total) => {
      const percent = total === undefined ? 0 : total === 0 ? 100 : Math.floor((100 * done) / total);
      bar.advance(percent - shown, `${title}: ${ofTotal(done, total)}`);
      shown = percent;
    },
    end: () => bar.stop(title),
  };
};

const lineEveryMs = 10_000;

const barOfLines = (title: string): Bar => {
  let last = Date.now();
  return {
    to: (done, total) => {
      if (Date.now() - last < lineEveryMs) return;
      last = Date.now();
      process.stderr.write(`${title}: ${ofTotal(done, total)}\n`);
    },
    end: () => undefined,
  };
};

export const createScreen = ({ json = false }: { json?: boolean } = {}): Screen => ({
  json,
  say: (line) => {
    if (!json) process.stdout.write(`${line}\n`);
  },
  result: (value, layOut) => {
    process.stdout.write(`${json ? JSON.stringify(value, null, 2) : layOut(value)}\n`);
  },
  during: async (title, work) => {
    const bar = process.stderr.isTTY ? barOnTerminal(title) : barOfLines(title);
    try {
      return await work(bar.to);
    } finally {
      bar.end();
    }
  },
});
