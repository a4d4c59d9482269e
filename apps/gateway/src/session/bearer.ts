import { signToken, type Configuration } from '@kefu/service';
import { LRUCache } from 'lru-cache';
import type { Principal } from '@kefu/contracts';
import type { Pool } from 'pg';
import { whoHolds } from './sessions.ts';

export type Known = { who: Principal; jwt: string };

/** Turns a session's token into who holds it and the signed token that the services believe. */
export type Bearer = {
  know(token: string): Promise<Known | undefined>;
  forget(token: string): void;
};

// A role that was taken away still works for this long at the most.
const freshMs = 5_000;

export const createBearer = (pool: Pool, key: Configuration['serviceKey']): Bearer => {
  const known = new LRUCache<string, Known>({ max: 20_000, ttl: freshMs });
  return {
    async know(token) {
      const fresh = known.get(token);
      if (fresh) return fresh;
      const who = await whoHolds(pool, token);
      if (!who) return undefined;
      const answer = { who, jwt: await signToken(key, who) };
      known.set(token, answer);
      return answer;
    },
    forget: (token) => void known.delete(token),
  };
};
