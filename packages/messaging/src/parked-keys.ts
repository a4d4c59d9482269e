import type { Pool } from 'pg';

/**
 * Which keys wait behind a dead letter, remembered so that healthy events cost no query. The table decides:
 * a key that is released elsewhere is found out when its next event is to be parked.
 */
export const createParkedKeys = (pool: Pool, consumer: string) => {
  const keys = new Set<string>();
  const nameOf = (topic: string, key: string) => JSON.stringify([topic, key]);
  return {
    load: async (): Promise<void> => {
      const { rows } = await pool.query<{ topic: string; key: string }>(
        'SELECT topic, key FROM parked_key WHERE consumer = $1',
        [consumer],
      );
      for (const { topic, key } of rows) keys.add(nameOf(topic, key)); // others may have been parked meanwhile
    },
    has: (topic: string, key: string): boolean => keys.has(nameOf(topic, key)),
    add: (topic: string, key: string): void => {
      keys.add(nameOf(topic, key));
    },
    delete: (topic: string, key: string): void => {
      keys.delete(nameOf(topic, key));
    },
    size: (): number => keys.size,
  };
};

export type ParkedKeys = ReturnType<typeof createParkedKeys>;
