// npm run faults: plays the catalogue of faults and judges what happened.
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { play, reportOf, type Played } from '@kefu/testing/faults';
import { stopTestServers } from '@kefu/testing/servers';
import { breakable, onEndWanted } from './breaking-off.ts';
import { artefacts } from './notes/service.ts';
import { scenarios } from './scenarios/index.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    only: { type: 'string' },
    minutes: { type: 'string', default: '60' },
    rate: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const all = scenarios(Number(values.minutes), values.rate === undefined ? undefined : Number(values.rate));
const wanted = values.only?.split(',');
const unknown = wanted?.filter((name) => !all.some((scenario) => scenario.name === name)) ?? [];
if (unknown.length > 0 || !Number.isInteger(seed)) {
  const names = [...new Set(all.map(({ name }) => name))].join(', ');
  process.stderr.write(
    unknown.length > 0
      ? `There is no scenario ${unknown.join(', ')}; there are: ${names}\n`
      : '--seed is a whole number\n',
  );
  process.exit(2);
}

const tell = (line: string): void => void process.stderr.write(`${line}\n`);
const over = new AbortController();
onEndWanted((why) => {
  tell(`  breaking off: ${why}`);
  over.abort(new Error(why));
  // a server that stands still may hold up the tidying; the next run ends what is left
  setTimeout(() => process.exit(1), 60_000).unref();
});
const played: Played[] = [];
for (const scenario of all.filter(({ name }) => wanted?.includes(name) ?? true)) {
  tell(`${scenario.name}: ${scenario.title} (seed ${seed})`);
  const { scenario: started, settled } = breakable(scenario, over.signal);
  const one = await play(started, {
    seed,
    historyPath: join(artefacts, `${scenario.name}-${played.length + 1}.ndjson`),
    tell: (line) => tell(`  ${line}`),
  });
  tell(`  ${one.verdict}`);
  if (one.verdict === 'violated') one.reasons.forEach((reason) => tell(`  - ${reason.split('\n')[0]}`));
  played.push(one);
  if (over.signal.aborted) {
    await Promise.race([settled(), delay(10_000)]);
    break;
  }
}
await stopTestServers();

const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB`;
const violated = played.filter(({ verdict }) => verdict === 'violated').length;
if (values.json) {
  const report = { at: new Date().toISOString(), machine, node: process.version, seed, scenarios: played };
  process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
} else {
  process.stdout.write(
    `\n${new Date().toISOString()}, ${machine}, Node ${process.version}, seed ${seed}\n\n${reportOf(played)}\n`,
  );
}
process.exit(violated === 0 ? 0 : 1);
