import type pg from 'pg';
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

/** Every event must have had its effect, and once. */
export const complaintOfEffects = async (pool: pg.Pool, published: number): Promise<string | undefined> => {
  const { rows } = await pool.query<{ effects: number; events: number }>(
    'SELECT count(*)::int AS effects, count(DISTINCT event_id)::int AS events FROM effect',
  );
  const { effects = 0, events = 0 } = rows[0] ?? {};
  if (effects === published && events === published) return undefined;
  return `${events} of ${published} events had an effect, ${effects - events} of them were doubled`;
};
