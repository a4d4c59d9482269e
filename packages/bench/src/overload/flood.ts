import { setTimeout as wait } from 'node:timers/promises';
import { Pool } from 'undici';

/** What came back of a flood, by what was answered. */
export type Flooded = {
  sent: number;
  /** Were not sent: as many as may wait for an answer did. */
  withheld: number;
  mostWaiting: number;
  statuses: Record<string, number>;
  /** Refusals (429, 503) that did not say when to come back. */
  withoutRetryAfter: number;
  /** Requests without an answer, by the error's code: connections that broke, or none within 30 s. */
  unanswered: Record<string, number>;
  /** Cases that were answered as opened. */
  acknowledged: string[];
  /** From the last request until every answer was there. */
  drainedMs: number;
  /** Of the acknowledged ones, ms. */
  p50: number;
};

export type Flood = {
  url: string;
  token: string;
  perSecond: number;
  durationMs: number;
  /** How the ids of its cases begin. */
  prefix: string;
};

const mostWaiting = 1_000;
const patienceMs = 30_000;
const words = '少了一件，包裹是完好的。'.repeat(5);

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'fault';

/** An open loop: requests begin at the rate, whatever became of those before; up to 1,000 wait for their answers. */
export const flood = async ({ url, token, perSecond, durationMs, prefix }: Flood): Promise<Flooded> => {
  const pool = new Pool(url, {
    connections: mostWaiting,
    pipelining: 1,
    headersTimeout: patienceMs,
    bodyTimeout: patienceMs,
  });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ words });
  const statuses: Record<string, number> = {};
  const acknowledged: string[] = [];
  const tookMs: number[] = [];
  const unanswered: Record<string, number> = {};
  let [sent, withheld, withoutRetryAfter, waiting] = [0, 0, 0, 0];

  const send = async (caseId: string): Promise<void> => {
    waiting++;
    const began = performance.now();
    try {
      const path = `/api/bench/cases/${caseId}`;
      const answer = await pool.request({ method: 'POST', path, headers, body });
      await answer.body.dump();
      const { statusCode } = answer;
      statuses[statusCode] = (statuses[statusCode] ?? 0) + 1;
      if (statusCode < 300) {
        acknowledged.push(caseId);
        tookMs.push(performance.now() - began);
      }
      const isRefusal = statusCode === 429 || statusCode === 503;
      if (isRefusal && answer.headers['retry-after'] === undefined) withoutRetryAfter++;
    } catch (error) {
      const code = codeOf(error);
      unanswered[code] = (unanswered[code] ?? 0) + 1;
    } finally {
      waiting--;
    }
  };

  const began = performance.now();
  for (let elapsed = 0; elapsed < durationMs; elapsed = performance.now() - began) {
    for (const due = (elapsed * perSecond) / 1_000; sent + withheld < due;) {
      if (waiting < mostWaiting) void send(`${prefix}-${++sent}`);
      else withheld++;
    }
    await wait(2);
  }
  const ended = performance.now();
  while (waiting > 0) await wait(10);
  const drainedMs = performance.now() - ended;
  await pool.destroy();
  tookMs.sort((a, b) => a - b);
  const p50 = tookMs[Math.floor(tookMs.length / 2)] ?? Number.NaN;
  return {
    sent,
    withheld,
    mostWaiting,
    statuses,
    withoutRetryAfter,
    unanswered,
    acknowledged,
    drainedMs,
    p50,
  };
};
