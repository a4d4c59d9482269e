import { Pool } from 'undici';
import { payload } from '../contestants/payload.ts';

const mostConnections = 64;

/** A client that keeps its connections; each call opens a case and throws unless it was opened. */
export const createHttpCaller = (url: string, authorization?: () => Promise<string>) => {
  const pool = new Pool(url, { connections: mostConnections, pipelining: 1 });
  return {
    open: async (caseId: string): Promise<void> => {
      const { statusCode, body } = await pool.request({
        path: '/api/bench/cases',
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(authorization && { authorization: await authorization() }),
        },
        body: JSON.stringify({ ...payload, caseId }),
      });
      const answer = await body.text();
      if (statusCode !== 201) throw new Error(`${url} answered ${statusCode}: ${answer}`);
    },
    close: () => pool.close(),
  };
};
