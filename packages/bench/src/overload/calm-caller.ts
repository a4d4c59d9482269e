import { Pool } from 'undici';
import { payload } from '../contestants/payload.ts';
import { keepCalling } from '../frame/calls.ts';
import type { Figures } from '../frame/statistics.ts';

let callers = 0;

/** A client that waits for its answers; everything that it asks for must be done. */
export const createCalmCaller = (url: string, token: string) => {
  const pool = new Pool(url, { connections: 64, pipelining: 1 });
  const prefix = `calm-${++callers}`;
  let calls = 0;
  const open = async (): Promise<string> => {
    const caseId = `${prefix}-${++calls}`;
    const { statusCode, body } = await pool.request({
      method: 'POST',
      path: `/api/bench/cases/${caseId}`,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ words: payload.words }),
    });
    const answer = await body.text();
    if (statusCode >= 300) throw new Error(`a calm call was answered ${statusCode}: ${answer}`);
    return caseId;
  };
  return {
    call: (concurrency: number, durationMs: number): Promise<Figures> =>
      keepCalling(open, concurrency, durationMs),
    calls: () => calls,
    close: () => pool.close(),
  };
};
