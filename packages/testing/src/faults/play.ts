import { inspect } from 'node:util';
import { seededRandom } from '../sample/random.ts';
import { createHistory } from './history.ts';
import { violationsOf, type InvariantName } from './invariants.ts';
import { operationsOf, type Operation } from './operation.ts';
import { Skipped, type Scenario } from './scenario.ts';

export type Verdict = 'holds' | 'violated' | 'skipped';

export type Played = {
  name: string;
  title: string;
  seed: number;
  verdict: Verdict;
  checks: readonly InvariantName[];
  /** What is wrong, or why it was skipped. */
  reasons: string[];
  recoveries: { what: string; seconds: number; withinSeconds: number }[];
  /** How many facts of each kind the verdict rests on. */
  facts: Partial<Record<Operation['kind'], number>>;
  seconds: number;
};

export type PlayOptions = {
  seed: number;
  tell?: (line: string) => void;
  /** Where its history is kept. */
  historyPath?: string;
};

/** Plays one scenario and judges its history. A fault of the scenario itself is a violation: nothing was proved. */
export const play = async (
  { name, title, checks, play: enact }: Scenario,
  { seed, tell = () => undefined, historyPath }: PlayOptions,
): Promise<Played> => {
  const startedAt = performance.now();
  const history = createHistory(historyPath);
  const endings: (() => unknown)[] = [];
  const troubles: string[] = [];
  let skipped: string | undefined;
  try {
    await enact({
      random: seededRandom(seed),
      record: history.record,
      recovered: (what, seconds, withinSeconds) => {
        tell(`${what}: again after ${seconds.toFixed(1)} s`);
        history.record({ kind: 'recovered', what, seconds, withinSeconds });
      },
      expect: (what, holds) => history.record({ kind: 'expected', what, holds }),
      tell,
      finally: (tidyUp) => endings.push(tidyUp),
    });
  } catch (error) {
    if (error instanceof Skipped) skipped = error.message;
    else troubles.push(`the scenario broke off: ${inspect(error)}`);
  }
  for (const tidyUp of endings.reverse()) {
    try {
      await tidyUp();
    } catch (error) {
      troubles.push(`it could not be tidied up: ${inspect(error)}`);
    }
  }
  const { operations } = history;
  const violations = skipped === undefined ? violationsOf(operations, checks) : [];
  const reasons = skipped === undefined ? [...troubles, ...violations] : [skipped, ...troubles];
  return {
    name,
    title,
    seed,
    checks,
    reasons,
    verdict:
      troubles.length > 0 || violations.length > 0 ? 'violated' : skipped === undefined ? 'holds' : 'skipped',
    recoveries: operationsOf(operations, 'recovered').map(({ what, seconds, withinSeconds }) => ({
      what,
      seconds,
      withinSeconds,
    })),
    facts: Object.fromEntries(
      [...Map.groupBy(operations, ({ kind }) => kind)].map(([kind, of]) => [kind, of.length]),
    ),
    seconds: (performance.now() - startedAt) / 1_000,
  };
};
