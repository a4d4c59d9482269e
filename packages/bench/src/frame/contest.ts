import type { Contestant, Load, Settings } from './contestant.ts';
import { spreadOf, type Figures, type Spread } from './statistics.ts';

export type Result = {
  load: string;
  contestant: string;
  rounds: Figures[];
  perSecond: Spread;
  p50?: Spread;
  p99?: Spread;
  /** Of all that the contestant wrote in the whole benchmark; undefined: clean. */
  complaint?: string;
  remark?: string;
};

export type Plan = {
  loads: readonly Load[];
  contestants: readonly Contestant[];
  /** 500 unless given; 0 where a round is work of a fixed size. */
  warmUpMs?: number;
  /** So many at most, where a round is long. */
  rounds?: number;
};

const say = (line: string) => process.stderr.write(`${line}\n`);

/** Everybody in turn, round by round, beginning with another one each time. */
const roundsOf = async (
  load: Load,
  { contestants: all, warmUpMs = 500, rounds: most = Infinity }: Plan,
  { rounds: asked, durationMs }: Settings,
): Promise<Map<Contestant, Figures[]>> => {
  const contestants = all.filter((contestant) => !contestant.skips?.(load));
  const rounds = Math.min(asked, most);
  const figures = new Map<Contestant, Figures[]>(contestants.map((contestant) => [contestant, []]));
  if (warmUpMs > 0) for (const contestant of contestants) await contestant.round(load, warmUpMs);
  for (let round = 0; round < rounds; round++) {
    const from = round % contestants.length;
    for (const contestant of [...contestants.slice(from), ...contestants.slice(0, from)]) {
      say(`${load.name}, round ${round + 1} of ${rounds}: ${contestant.name}`);
      figures.get(contestant)?.push(await contestant.round(load, durationMs));
    }
  }
  return figures;
};

const spreadOfTimes = (rounds: readonly Figures[], figure: 'p50' | 'p99'): Spread | undefined => {
  const values = rounds.flatMap((round) => round[figure] ?? []);
  return values.length > 0 ? spreadOf(values) : undefined;
};

/** Runs all loads, then asks each contestant what became of what it wrote. */
export const contest = async (plan: Plan, settings: Settings): Promise<Result[]> => {
  const measured = [];
  for (const load of plan.loads) measured.push({ load, figures: await roundsOf(load, plan, settings) });
  const afterwards = new Map<Contestant, Pick<Result, 'complaint' | 'remark'>>();
  for (const contestant of plan.contestants) {
    say(`looking at what was written: ${contestant.name}`);
    const complaint = await contestant.complaint();
    afterwards.set(contestant, { complaint, remark: contestant.remark?.() });
  }
  return measured.flatMap(({ load, figures }) =>
    [...figures].map(([contestant, rounds]) => ({
      load: load.name,
      contestant: contestant.name,
      rounds,
      perSecond: spreadOf(rounds.map(({ perSecond }) => perSecond)),
      p50: spreadOfTimes(rounds, 'p50'),
      p99: spreadOfTimes(rounds, 'p99'),
      ...afterwards.get(contestant),
    })),
  );
};
