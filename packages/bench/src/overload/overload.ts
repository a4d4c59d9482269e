import { setTimeout as wait } from 'node:timers/promises';
import { complaintOf } from '../contestants/payload.ts';
import { kefu } from '../contestants/kefu-log.ts';
import type { Benchmark } from '../frame/benchmark.ts';
import { startChild } from '../frame/child.ts';
import type { Contestant, Fact } from '../frame/contestant.ts';
import { createHandPool } from '../frame/database.ts';
import { programBeside } from '../frame/program.ts';
import type { ServerTold } from '../http/open-case.ts';
import { createCalmCaller } from './calm-caller.ts';
import type { Flood, Flooded } from './flood.ts';
import { watchMemory } from './memory.ts';
import { storedOf, sum, sumOf } from './outcome.ts';

const times = 10;
const flooders = 2;
const floodRounds = 30; // 60 s, where 2 s are asked for
const longestRecoverySeconds = 30;

const createFlooded = async (): Promise<Contestant & { facts(): Fact[] }> => {
  const server = await startChild<ServerTold>(programBeside(import.meta.url, '../http/kefu-server'), {});
  const { url, pid, databaseUrl } = server.told;
  const generators = await Promise.all(
    Array.from({ length: flooders }, () => startChild<object>(programBeside(import.meta.url, 'flooder'), {})),
  );
  const pool = createHandPool(databaseUrl, { max: 2 });
  const tokenNow = async (): Promise<string> => (await server.ask<{ token: string }>('token')).token;
  const complaints: (string | false)[] = [];
  const facts: Fact[] = [];
  let calmCalls = 0;

  return {
    ...kefu,
    round: async (_load, durationMs) => {
      const calm = createCalmCaller(url, await tokenNow());
      await calm.call(16, durationMs);
      const capacity = (await calm.call(64, 2.5 * durationMs)).perSecond;
      const { p50: before = Number.NaN } = await calm.call(4, durationMs);
      const memory = watchMemory(pid);
      const token = await tokenNow(); // lives for two minutes
      const perSecond = (times * capacity) / flooders;
      const outcomes = await Promise.all(
        generators.map((generator, i) =>
          generator.ask<Flooded>(
            JSON.stringify({
              url,
              token,
              perSecond,
              durationMs: floodRounds * durationMs,
              prefix: `flood-${i}`,
            } satisfies Flood),
          ),
        ),
      );
      const flooded = sumOf(outcomes);
      const endedAt = performance.now() - flooded.drainedMs;
      const again = createCalmCaller(url, await tokenNow());
      const seconds = (): number => (performance.now() - endedAt) / 1_000;
      let after = Number.NaN;
      do after = (await again.call(4, 500)).p50 ?? Number.NaN;
      while (!(after <= 2 * before) && seconds() < 2 * longestRecoverySeconds);
      const recovery = seconds();
      await wait(1_000);
      const { atRest, peak, last } = memory.stop();
      await Promise.all([calm.close(), again.close()]);
      calmCalls += calm.calls() + again.calls();

      const { statuses, acknowledged } = flooded;
      const stored = await storedOf(pool, acknowledged);
      const unexpected = Object.keys(statuses).filter(
        (status) => !['200', '201', '429', '503'].includes(status),
      );
      complaints.push(
        stored.missing > 0 && `${stored.missing} of ${acknowledged.length} acknowledged commands lost`,
        stored.flooded > acknowledged.length + sum(Object.values(flooded.unanswered)) &&
          'refused commands were stored',
        stored.calm !== calmCalls && `${stored.calm} stored of ${calmCalls} calm ones`,
        flooded.withoutRetryAfter > 0 && `${flooded.withoutRetryAfter} refusals without Retry-After`,
        unexpected.length > 0 && `answers of ${unexpected.join(', ')}`,
        recovery > longestRecoverySeconds && `not back to twice the latency of before within 30 s`,
      );
      const whole = (value: number): string => Math.round(value).toLocaleString('en');
      const counted = (counts: Record<string, number>): string =>
        Object.entries(counts)
          .map(([what, count]) => `${whole(count)} × ${what}`)
          .join(', ');
      const mebibytes = (bytes: number): string => `${whole(bytes / 2 ** 20)} MiB`;
      facts.push(
        { name: 'carries', value: `${whole(capacity)}/s (64 at once)` },
        {
          name: 'flood',
          value: `${whole(times * capacity)}/s for ${(floodRounds * durationMs) / 1_000} s: ${whole(flooded.sent)} sent, ${whole(flooded.withheld)} withheld since ${whole(flooded.mostWaiting)} waited for an answer`,
        },
        {
          name: 'answers',
          value: counted({ ...statuses, ...flooded.unanswered }),
        },
        { name: 'acknowledged', value: `${whole(acknowledged.length)}, of which ${stored.missing} lost` },
        {
          name: 'resident memory',
          value: `${mebibytes(atRest)} before, ${mebibytes(peak)} at most, ${mebibytes(last)} after`,
        },
        {
          name: 'latency (p50, 4 at once)',
          value: `${before.toFixed(2)} ms before, ${after.toFixed(2)} ms ${recovery.toFixed(1)} s after the flood`,
        },
      );
      return { perSecond: (acknowledged.length * 1_000) / (floodRounds * durationMs), p50: flooded.p50 };
    },
    complaint: async () => complaintOf(...complaints),
    facts: () => facts,
    close: async () => {
      for (const generator of generators) await generator.stop();
      await pool.end();
      await server.stop();
    },
  };
};

/** Whether a service that is asked for far more than it can do still does what it can. */
export const overload: Benchmark = {
  name: 'overload',
  what: 'The service of `http` under an open loop of ten times what it carries, for 30 × the seconds of a round: what it goes on answering, whether anything acknowledged is lost, and how soon it is itself again.',
  aims: [],
  prepare: async () => {
    const flooded = await createFlooded();
    return {
      loads: [{ name: `${times}× its capacity`, concurrency: 1 }],
      warmUpMs: 0,
      rounds: 1,
      contestants: [flooded],
      facts: async () => flooded.facts(),
    };
  },
};
