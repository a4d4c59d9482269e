import type { Aim, Result, Settings } from '../contest.ts';
import { findPostgres } from '../database.ts';
import { spreadOf } from '../measure.ts';
import { reportOf, type Report } from '../report.ts';
import { createCopy } from './copy.ts';
import { createEmmettRebuild } from './emmett.ts';
import { createKefuRebuild } from './kefu.ts';
import type { Rebuilder } from './rebuilder.ts';

const loadOf = (events: number) => `${events.toLocaleString('en')} events into 200 rows`;

/** At least twice each, and the rows must come out the same each time. */
const rebuildAll = async (
  events: number,
  rebuilders: readonly Rebuilder[],
  rounds: number,
): Promise<Result[]> => {
  const seconds = new Map<Rebuilder, number[]>(rebuilders.map((one) => [one, []]));
  const hashes = new Map<Rebuilder, Set<string>>(rebuilders.map((one) => [one, new Set()]));
  for (let round = 0; round < Math.max(2, rounds); round++) {
    for (const rebuilder of rebuilders) {
      process.stderr.write(`${loadOf(events)}, round ${round + 1}: ${rebuilder.name}\n`);
      const began = performance.now();
      const hash = await rebuilder.rebuild();
      const took = (performance.now() - began) / 1_000;
      const different = hashes.get(rebuilder)?.add(hash);
      if (different?.size === 1) seconds.get(rebuilder)?.push(took); // another result is no figure
    }
  }
  const [kefu] = rebuilders;
  const own = (kefu && seconds.get(kefu)) ?? [];
  return rebuilders.map((rebuilder) => {
    const took = seconds.get(rebuilder) ?? [];
    const inMs = spreadOf(took.map((one) => one * 1_000));
    const different = hashes.get(rebuilder) ?? new Set<string>();
    return {
      load: loadOf(events),
      contestant: rebuilder.name,
      perSecond: spreadOf(took.map((one) => events / one)),
      p50: inMs,
      p99: inMs,
      correctness:
        different.size === 1 ? 'clean' : `rows differ from round to round: ${[...different].join(' / ')}`,
      ...(rebuilder !== kefu && { kefuTimes: spreadOf(took.map((one, i) => one / (own[i] ?? Number.NaN))) }),
    };
  });
};

/** A read model from the whole log. Figures count events; `p50` and `p99` are of whole rebuilds. */
export const rebuild = async (settings: Settings): Promise<Report> => {
  const { version } = await findPostgres();
  const results: Result[] = [];
  let rebuilders: Rebuilder[] = [];
  const aims: Aim[] = [];
  for (const events of [20_000, ...(settings.large ? [1_000_000] : [])]) {
    // The peer needs a quarter of an hour for a million.
    rebuilders = [
      await createKefuRebuild(events),
      ...(events > 100_000 ? [] : [await createEmmettRebuild(events)]),
      await createCopy(events),
    ];
    try {
      results.push(...(await rebuildAll(events, rebuilders, settings.rounds)));
      aims.push({ load: loadOf(events), against: 'emmett', atLeast: 10 });
    } finally {
      for (const rebuilder of rebuilders) await rebuilder.close();
    }
  }
  return reportOf('rebuild', version, rebuilders, settings, results, aims);
};
