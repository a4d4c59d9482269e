import type { Report } from './benchmark.ts';
import type { Spread } from './statistics.ts';
import type { Verdict } from './aim.ts';

const rounded = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(2);
const shown = (spread: Spread | undefined, rounds: number): string => {
  if (spread === undefined) return '–';
  const { median, min, max } = spread;
  return rounds > 1 ? `${rounded(median)} (${rounded(min)}–${rounded(max)})` : rounded(median);
};
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const row = (...cells: string[]): string => `| ${cells.map(cell).join(' | ')} |`;

const resultsOf = ({ results }: Report): string[] => [
  row('load', 'contestant', '/s', 'p50 ms', 'p99 ms', 'correctness'),
  '|---|---|--:|--:|--:|---|',
  ...results.map(({ load, contestant, rounds, perSecond, p50, p99, complaint, remark }) => {
    const correctness = complaint === undefined ? 'clean' : `✗ ${complaint}`;
    const times = [perSecond, p50, p99].map((spread) => shown(spread, rounds.length));
    return row(load, contestant, ...times, remark ? `${correctness} (${remark})` : correctness);
  }),
];

const verdictRow = ({ load, aim, median, min, max, reached }: Verdict): string =>
  row(load, aim, `${rounded(median)} (${rounded(min)}–${rounded(max)})`, reached ? '✓' : '✗');

const verdictsOf = ({ verdicts }: Report): string[] =>
  verdicts.length === 0
    ? []
    : [
        '',
        row('load', 'aim', 'median (min–max) of the rounds', ''),
        '|---|---|--:|---|',
        ...verdicts.map(verdictRow),
      ];

/** Medians with the lowest and the highest round, then the aims and what beside them was found. */
export const markdownOf = (report: Report): string => {
  const { what, at, machine, versions, settings, facts } = report;
  const { rounds, durationMs, seed } = settings;
  return [
    what,
    '',
    ...resultsOf(report),
    ...verdictsOf(report),
    ...(facts.length > 0 ? ['', ...facts.map(({ name, value }) => `- ${name}: ${value}`)] : []),
    '',
    `${at.slice(0, 10)}, ${machine}; ${rounds} × ${durationMs / 1_000} s, seed ${seed}; ${Object.entries(
      versions,
    )
      .map(([name, version]) => `${name} ${version}`)
      .join(', ')}.`,
  ].join('\n');
};

/** All aims of several reports in one table. */
export const summaryOf = (reports: readonly Report[]): string =>
  [
    row('benchmark', 'load', 'aim', 'median (min–max) of the rounds', ''),
    '|---|---|---|--:|---|',
    ...reports.flatMap(({ benchmark, verdicts }) =>
      verdicts.map((verdict) => `| ${benchmark} ${verdictRow(verdict)}`),
    ),
  ].join('\n');

/** Puts text in the place that the page keeps for it between two comments. Throws where it keeps none. */
export const placeIn = (page: string, name: string, text: string): string => {
  const [begin, end] = [`<!-- bench ${name} -->`, `<!-- /bench ${name} -->`];
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from)
    throw new RangeError(`the page has no place for ${name}: add ${begin} and ${end} to it`);
  return `${page.slice(0, from + begin.length)}\n\n${text}\n\n${page.slice(to)}`;
};
