import { lineThrough, lowestOfEachMinute, type Sample } from './slope.ts';

/**
 * By how much the lowest value of a minute may grow in a minute; where a share is given, also by no more than that share
 * of the beginning over all that is judged.
 */
export const flat = {
  'memory, MB': { perMinute: 1, share: 0.1 },
  'lag, events': { perMinute: 20 },
  // 3 an hour: what is lost at each restart of a server, some 10 to 20 in an hour, is more
  connections: { perMinute: 0.05 },
  'open files': { perMinute: 0.05 },
} satisfies Record<string, { perMinute: number; share?: number }>;
export type Measured = keyof typeof flat;

export type Trend = { verdict: 'flat' | 'grows' | 'not measured' | 'too unsteady'; said: string };

const warmUpShare = 0.2;
// a fault may keep a process or its database from answering for a minute now and then
const leastMeasured = 0.8;
// Pools open and close connections as they are needed: their floor wanders by four within minutes.
const mostUnsteady = 3;

/**
 * Where something went in so many minutes, without the first fifth: nobody is warm at once. It is flat when even with
 * chance against it it does not grow by more, and grows when it does by more than is flat and than chance would have it;
 * where chance would have too much, nothing can be said.
 */
export const trendOf = (what: Measured, samples: readonly Sample[], minutes: number): Trend => {
  const began = Math.ceil(minutes * warmUpShare);
  const judged = lowestOfEachMinute(samples).filter(({ atMinutes }) => atMinutes >= began);
  const wanted = Math.floor(minutes) - began; // whole minutes
  if (judged.length < Math.max(3, wanted * leastMeasured))
    return { verdict: 'not measured', said: `a value in ${judged.length} of ${wanted} minutes` };
  const line = lineThrough(judged);
  const rule: { perMinute: number; share?: number } = flat[what];
  const level = line.at(began);
  const limit =
    rule.share === undefined
      ? rule.perMinute
      : Math.min(rule.perMinute, (rule.share * level) / (minutes - began));
  const { perMinute, giveOrTake } = line;
  const said = `${perMinute.toFixed(2)} ± ${giveOrTake.toFixed(2)} a minute from ${level.toFixed(0)}, flat is up to ${limit.toFixed(2)}`;
  if (perMinute + giveOrTake <= limit) return { verdict: 'flat', said };
  if (giveOrTake > mostUnsteady * limit) return { verdict: 'too unsteady', said };
  return { verdict: perMinute > Math.max(limit, giveOrTake) ? 'grows' : 'flat', said };
};
