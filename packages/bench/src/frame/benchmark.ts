import { cpus, totalmem } from 'node:os';
import { verdictOf, type Aim, type Verdict } from './aim.ts';
import { contest, type Plan, type Result } from './contest.ts';
import type { Fact, Settings } from './contestant.ts';
import { findServers } from './database.ts';
import { runIn } from './run-in.ts';

export type Benchmark = {
  name: string;
  /** What one row of its table means. */
  what: string;
  aims: readonly Aim[];
  prepare(settings: Settings): Promise<Plan & { facts?(): Promise<Fact[]> }>;
};

export type Report = {
  benchmark: string;
  what: string;
  at: string;
  machine: string;
  versions: Record<string, string>;
  settings: Settings;
  results: Result[];
  verdicts: Verdict[];
  facts: Fact[];
};

const us = 'kefu';

/** Whose column is not clean has reached nothing. */
const judge = (aims: readonly Aim[], results: readonly Result[]): Verdict[] => {
  const loads = [...new Set(results.map(({ load }) => load))];
  return loads.flatMap((load) => {
    const of = (name: string) => results.find((one) => one.load === load && one.contestant === name);
    return aims
      .filter((aim) => aim.loads?.includes(load) ?? true)
      .flatMap((aim) => {
        const [ours, theirs] = [of(aim.of ?? us), of(aim.against ?? aim.of ?? us)];
        if (!ours || !theirs) return []; // one of them skips this load
        const verdict = verdictOf(aim, load, ours.rounds, theirs.rounds);
        return [{ ...verdict, reached: verdict.reached && ours.complaint === undefined }];
      });
  });
};

const machine = (): string =>
  `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB`;

export const run = async (benchmark: Benchmark, settings: Settings): Promise<Report> => {
  const servers = await findServers();
  await runIn(process.env.KEFU_TEST_POSTGRES_URL ?? '');
  const plan = await benchmark.prepare(settings);
  try {
    const results = await contest(plan, settings);
    return {
      benchmark: benchmark.name,
      what: benchmark.what,
      at: new Date().toISOString(),
      machine: machine(),
      versions: {
        node: process.version,
        ...servers,
        ...Object.fromEntries(plan.contestants.map(({ name, version }) => [name, version])),
      },
      settings,
      results,
      verdicts: judge(benchmark.aims, results),
      facts: (await plan.facts?.()) ?? [],
    };
  } finally {
    for (const contestant of plan.contestants) await contestant.close();
  }
};
