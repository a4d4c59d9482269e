import { cpus, totalmem } from 'node:os';
import type { Contestant, Result, Settings } from './contest.ts';
import type { Spread } from './measure.ts';

export type Report = {
  benchmark: string;
  at: string;
  machine: string;
  versions: Record<string, string>;
  settings: Settings;
  results: Result[];
};

export const reportOf = (
  benchmark: string,
  postgres: string,
  contestants: readonly Contestant[],
  settings: Settings,
  results: Result[],
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
});

const counted = ({ median, min, max }: Spread) =>
  `${Math.round(median).toLocaleString('en')} (${Math.round(min).toLocaleString('en')}–${Math.round(max).toLocaleString('en')})`;
const milliseconds = ({ median, min, max }: Spread) =>
  `${median.toFixed(2)} (${min.toFixed(2)}–${max.toFixed(2)})`;

/** A table in Markdown: medians with the lowest and the highest round. */
export const tableOf = ({ benchmark, at, machine, versions, settings, results }: Report): string =>
  [
    `## ${benchmark}`,
    `${at}, ${machine}; ${settings.rounds} rounds of ${settings.durationMs / 1_000} s each, interleaved`,
    Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(', '),
    '',
    '| load | contestant | /s | p50 ms | p99 ms | correctness |',
    '|---|---|--:|--:|--:|---|',
    ...results.map(
      ({ load, contestant, perSecond, p50, p99, correctness }) =>
        `| ${load} | ${contestant} | ${counted(perSecond)} | ${milliseconds(p50)} | ${milliseconds(p99)} | ${correctness} |`,
    ),
  ].join('\n');
