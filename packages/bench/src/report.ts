import { cpus, totalmem } from 'node:os';
import type { Aim, Result, Settings } from './contest.ts';
import type { Spread } from './measure.ts';

export type Report = {
  benchmark: string;
  at: string;
  machine: string;
  versions: Record<string, string>;
  settings: Settings;
  results: Result[];
  aims: readonly Aim[];
};

export const reportOf = (
  benchmark: string,
  postgres: string,
  contestants: readonly { name: string; version: string }[],
  settings: Settings,
  results: Result[],
  aims: readonly Aim[] = [],
): Report => ({
  benchmark,
  at: new Date().toISOString(),
  machine: `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
  versions: {
    node: process.version,
    postgres,
    ...Object.fromEntries(contestants.map(({ name, version }) => [name, version])),
  },
  settings,
  results,
  aims,
});

const counted = ({ median, min, max }: Spread) =>
  `${Math.round(median).toLocaleString('en')} (${Math.round(min).toLocaleString('en')}–${Math.round(max).toLocaleString('en')})`;
const milliseconds = ({ median, min, max }: Spread) =>
  `${median.toFixed(2)} (${min.toFixed(2)}–${max.toFixed(2)})`;

const times = ({ median, min, max }: Spread) => `${median.toFixed(2)} (${min.toFixed(2)}–${max.toFixed(2)})`;

const againstAim = ({ aims }: Report, { load, contestant, kefuTimes }: Result): string => {
  const aim = aims.find((one) => one.load === load && one.against === contestant);
  if (!aim || !kefuTimes) return '';
  return `≥ ${aim.atLeast} ${kefuTimes.median >= aim.atLeast ? '✓' : '✗ missed'}`;
};

/** A table in Markdown: medians with the lowest and the highest round; who is not correct is marked. */
export const tableOf = (report: Report): string => {
  const { benchmark, at, machine, versions, settings, results } = report;
  return [
    `### ${benchmark}`,
    '',
    `${at.slice(0, 16).replace('T', ' ')} UTC, ${machine}; ${settings.rounds} rounds of ${settings.durationMs / 1_000} s each, interleaved; ` +
      Object.entries(versions)
        .map(([name, version]) => `${name} ${version}`)
        .join(', '),
    '',
    '| load | contestant | /s | p50 ms | p99 ms | kefu is so many times as fast | aim | correct |',
    '|---|---|--:|--:|--:|--:|---|---|',
    ...results.map((result) => {
      const { load, contestant, perSecond, p50, p99, correctness, kefuTimes } = result;
      const cells = [
        load,
        contestant,
        counted(perSecond),
        milliseconds(p50),
        milliseconds(p99),
        kefuTimes ? times(kefuTimes) : '',
        againstAim(report, result),
        correctness === 'clean' ? '✓' : `✗ ${correctness}`,
      ];
      return `| ${cells.join(' | ')} |`;
    }),
  ].join('\n');
};
