import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { benchmarks as ofPackages, markdownOf, placeIn, run, summaryOf, type Report } from '@kefu/bench';
import { stopTestServers } from '@kefu/testing/servers';
import { importOrders } from './import/import.ts';

const benchmarks = [...ofPackages, importOrders];
const names = benchmarks.map(({ name }) => name);

const usage = `npm run bench -- [name …] [--rounds 5] [--seconds 2] [--seed n] [--large] [--json] [--markdown FILE]

Benchmarks: ${names.join(', ')}; all of them unless named.
--large     also logs of 20 million events and the rebuild of a million: takes half an hour and 20 GB
--json      the reports on standard output
--markdown  puts each report in the place that FILE keeps for it (docs/performance.md), the aims when all were run
`;

const wrong = (problem: string): never => {
  process.stderr.write(`${problem}\n\n${usage}`);
  process.exit(2);
};

const readArguments = () => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        help: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        large: { type: 'boolean', default: false },
        markdown: { type: 'string' },
        rounds: { type: 'string', default: '5' },
        seconds: { type: 'string', default: '2' },
        seed: { type: 'string', default: '20261021' },
      },
    });
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error));
  }
};

const { positionals, values } = readArguments();
if (values.help) {
  process.stdout.write(usage);
  process.exit(0);
}
const unknown = positionals.filter((name) => !names.includes(name));
if (unknown.length > 0) wrong(`There is no benchmark ${unknown.join(', ')}.`);

const numberOf = (option: 'rounds' | 'seconds' | 'seed'): number => {
  const value = Number(values[option]);
  return value > 0 ? value : wrong(`--${option} is a number above 0, not ${values[option]}.`);
};
const settings = {
  rounds: numberOf('rounds'),
  durationMs: numberOf('seconds') * 1_000,
  seed: numberOf('seed'),
  large: values.large,
};

/** What was measured is on the page even when a later one fails. */
const place = (name: string, text: string): void => {
  const { markdown } = values;
  if (markdown !== undefined) writeFileSync(markdown, placeIn(readFileSync(markdown, 'utf8'), name, text));
};

const reports: Report[] = [];
const failed: string[] = [];
for (const benchmark of benchmarks) {
  if (positionals.length > 0 && !positionals.includes(benchmark.name)) continue;
  try {
    const report = await run(benchmark, settings);
    reports.push(report);
    if (!values.json) process.stdout.write(`## ${report.benchmark}\n\n${markdownOf(report)}\n\n`);
    place(report.benchmark, markdownOf(report));
  } catch (error) {
    failed.push(benchmark.name);
    console.error(`${benchmark.name} failed:`, error);
  }
}
if (values.json) process.stdout.write(`${JSON.stringify(reports, undefined, 2)}\n`);
else process.stdout.write(`## Aims\n\n${summaryOf(reports)}\n`);
if (positionals.length === 0) place('summary', summaryOf(reports));
if (failed.length > 0) console.error(`failed: ${failed.join(', ')}`);
await stopTestServers();
// A failed benchmark may have left something that keeps the process.
process.exit(failed.length > 0 ? 1 : 0);
