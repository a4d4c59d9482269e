import { setTimeout as delay } from 'node:timers/promises';
import type { Pool } from 'pg';
import { until } from '@kefu/testing/faults';

/** What one may ask the service under fault, and wait for. `whyNot` is called where a wait was in vain. */
export const createQuestions = (pool: Pool, whyNot: () => void) => {
  const effects = async (): Promise<number> => {
    const { rows } = await pool.query<{ n: number }>('SELECT count(*)::int AS n FROM effect');
    return rows[0]?.n ?? 0;
  };
  // The log may be long, and its older part has had its effects long ago: that is judged in the end.
  const newest = async (): Promise<string[]> => {
    const { rows } = await pool.query<{ id: string }>(
      'SELECT id FROM event ORDER BY epoch DESC, xid DESC, sequence DESC LIMIT 20000',
    );
    return rows.map(({ id }) => id);
  };
  const unmet = async (ids: readonly string[]): Promise<string[]> => {
    const { rows } = await pool.query<{ id: string }>(
      'SELECT id FROM unnest($1::text[]) AS id WHERE NOT EXISTS (SELECT FROM effect WHERE event_id = id)',
      [ids],
    );
    return rows.map(({ id }) => id);
  };
  return {
    /** How many effects there are. */
    effects,

    /** Waits until effects happen again. Answers how long that took, in seconds. */
    untilEffectsGoOn: async (withinSeconds = 60): Promise<number> => {
      let before: number | undefined;
      const goOn = async (): Promise<boolean> => (await effects()) > (before ??= await effects());
      return until('effects happen again', goOn, withinSeconds);
    },

    /** How many of the newest events have no effect yet, counted to 20,000. */
    lagNow: async (): Promise<number> => (await unmet(await newest())).length,

    /** Waits until the newest that are stored by now have their effect. Answers how long that took, in seconds. */
    untilCaughtUp: async (withinSeconds = 60): Promise<number> => {
      let ids: string[] | undefined;
      const caughtUp = until(
        'what is stored has its effect',
        async () => (ids = await unmet((ids ??= await newest()))).length === 0,
        withinSeconds,
      );
      caughtUp.catch(() => whyNot());
      return caughtUp;
    },

    /** Looks at the effects until asked: the longest time, in seconds, in which there was none. */
    watchStandstill: () => {
      let watching = true;
      let longest = 0;
      const looking = (async () => {
        let seen = -1;
        let movedAt = performance.now();
        while (watching) {
          const had = await effects().catch(() => seen); // no answer, no effect
          if (had !== seen) movedAt = performance.now();
          seen = had;
          longest = Math.max(longest, performance.now() - movedAt);
          await delay(100);
        }
      })();
      return async (): Promise<number> => {
        watching = false;
        await looking;
        return longest / 1_000;
      };
    },

    deliveriesOf: async (instance: string): Promise<number> => {
      const { rows } = await pool.query<{ n: number }>(
        'SELECT count(*)::int AS n FROM delivery WHERE instance = $1',
        [instance],
      );
      return rows[0]?.n ?? 0;
    },

    /** Which processes were handed events. */
    instances: async (): Promise<string[]> => {
      const { rows } = await pool.query<{ instance: string }>('SELECT DISTINCT instance FROM delivery');
      return rows.map(({ instance }) => instance);
    },

    /** How many notes the shops have whose names begin so. */
    notesOf: async (beginning: string): Promise<number> => {
      const { rows } = await pool.query<{ n: number }>(
        'SELECT coalesce(sum(notes), 0)::int AS n FROM note WHERE starts_with(shop_id, $1)',
        [beginning],
      );
      return rows[0]?.n ?? 0;
    },

    /** Who relays now, and with which fencing token. */
    relayNow: async (): Promise<{ owner: string; token: number } | undefined> => {
      const { rows } = await pool.query<{ owner: string; token: number }>(
        'SELECT split_part(owner, $1, 1) AS owner, token::int FROM relay',
        ['/'],
      );
      return rows[0];
    },

    /** Letters that wait, by their state. */
    deadLetters: async (): Promise<Record<string, number>> => {
      const { rows } = await pool.query<{ state: string; n: number }>(
        'SELECT state, count(*)::int AS n FROM dead_letter GROUP BY state',
      );
      return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
    },

    /** Deliveries of events that had been delivered before. */
    repeats: async (): Promise<number> => {
      const { rows } = await pool.query<{ n: number }>(
        'SELECT (count(*) - count(DISTINCT event_id))::int AS n FROM delivery',
      );
      return rows[0]?.n ?? 0;
    },

    /** Waits until every stored event has an effect. Answers how long that took, in seconds. */
    untilEffective: (withinSeconds = 60): Promise<number> =>
      until(
        'every event has its effect',
        async () => {
          const { rows } = await pool.query<{ done: boolean }>(
            'SELECT (SELECT count(*) FROM event) <= (SELECT count(DISTINCT event_id) FROM effect) AS done',
          );
          return rows[0]?.done ?? false;
        },
        withinSeconds,
      ),
  };
};
