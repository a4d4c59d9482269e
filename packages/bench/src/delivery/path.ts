import type pg from 'pg';
import { complaintOf } from '../contestants/payload.ts';
import type { Child } from '../frame/child.ts';
import type { Published, ToConsumer, ToPublisher } from './questions.ts';
import type { Tally } from './tally.ts';

/** One who writes and one who listens, in two processes, each with a database. */
export type Path = {
  name: string;
  version: string;
  tell(order: ToPublisher): Promise<Published>;
  /** Waits until there are so many more effects. */
  effective(effects: number): Promise<Tally>;
  /** The database of the effects. */
  pool: pg.Pool;
  close(): Promise<void>;
};

export const pathOf = ({ publisher, consumer }: { publisher: Child<object>; consumer: Child<object> }) => ({
  tell: (order: ToPublisher) => publisher.ask<Published>(JSON.stringify(order)),
  effective: (effects: number) => consumer.ask<Tally>(JSON.stringify({ effects } satisfies ToConsumer)),
});

/** What an event does: one row, which tells the order in which effects were committed. */
export const effectColumns = `id bigint GENERATED ALWAYS AS IDENTITY, consumer text NOT NULL, event_id text NOT NULL,
  shop_id text NOT NULL, nth int NOT NULL`;

/** Every event must have had its effect, once, and those of a shop in their order. */
export const complaintOfEffects = async (pool: pg.Pool, published: number): Promise<string | undefined> => {
  const { rows } = await pool.query<{ effects: number; events: number; disordered: number }>(
    `WITH read AS (SELECT event_id, nth, lag(nth, 1, 0) OVER (PARTITION BY shop_id ORDER BY id) AS before FROM effect)
     SELECT count(*)::int AS effects, count(DISTINCT event_id)::int AS events,
            (count(*) FILTER (WHERE nth <> before + 1))::int AS disordered FROM read`,
  );
  const { effects = 0, events = 0, disordered = 0 } = rows[0] ?? {};
  return complaintOf(
    events !== published && `${events} of ${published} events had an effect`,
    effects !== events && `${effects - events} effects doubled`,
    disordered > 0 && `${disordered} out of order`,
  );
};
