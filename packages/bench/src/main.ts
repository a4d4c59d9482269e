import { parseArgs } from 'node:util';
import { appendBatch } from './append-batch/append-batch.ts';
import { appendMany } from './append-many/append-many.ts';
import { append } from './append/append.ts';
import { decide } from './decide/decide.ts';
import { growth } from './growth/growth.ts';
import { hotStreams } from './hot-streams/hot-streams.ts';
import { rebuild } from './rebuild/rebuild.ts';
import { view } from './view/view.ts';
import { tableOf } from './report.ts';
import { replaceTable } from './replace-table.ts';

const benchmarks = {
  append,
  'append-batch': appendBatch,
  'hot-streams': hotStreams,
  decide,
  view,
  rebuild,
  growth,
  'append-many': appendMany,
};
const isBenchmark = (name: string): name is keyof typeof benchmarks => name in benchmarks;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    large: { type: 'boolean', default: false },
    markdown: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '2' },
  },
});
const names = positionals.length > 0 ? positionals : Object.keys(benchmarks);
const unknown = names.filter((name) => !isBenchmark(name));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no benchmark ${unknown.join(', ')}; there are: ${Object.keys(benchmarks).join(', ')}\n`,
  );
  process.exit(2);
}

const reports = [];
for (const name of names.filter(isBenchmark)) {
  const report = await benchmarks[name]({
    rounds: Number(values.rounds),
    durationMs: Number(values.seconds) * 1_000,
    large: values.large,
  });
  reports.push(report);
  if (!values.json) process.stdout.write(`${tableOf(report)}\n\n`);
  if (values.markdown !== undefined) replaceTable(values.markdown, report);
}
if (values.json) process.stdout.write(`${JSON.stringify(reports, undefined, 2)}\n`);
