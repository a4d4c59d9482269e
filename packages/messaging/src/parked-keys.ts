import type { Pool } from 'pg';

/**
 * Which keys wait behind a dead letter, remembered so that healthy events cost no query. The table decides: that a
 * key was released elsewhere is found out when its next event is to be parked.
 */
export const createParkedKeys = (pool: Pool, consumer: string) => {
  const keys = new Set<string>();
  let loading: Promise<void> | undefined;
  const nameOf = (topic: string, key: string) => JSON.stringify([topic, key]);
  const load = async (): Promise<void> => {
    const { rows } = await pool.query<{ topic: string; key: string }>(
      'SELECT topic, key FROM parked_key WHERE consumer = $1',
      [consumer],
    );
    for (const { topic, key } of rows) keys.add(nameOf(topic, key)); // others may have been parked meanwhile
  };
  return {
    loaded: (): Promise<void> =>
      (loading ??= load().catch((error: unknown) => {
        loading = undefined;
        throw error;
      })),
    /** Another member may have parked keys of the partitions that are ours now. */
    outdate: (): void => {
      loading = undefined;
    },
    has: (topic: string, key: string): boolean => keys.has(nameOf(topic, key)),
    add: (topic: string, key: string): void => {
      keys.add(nameOf(topic, key));
    },
    delete: (topic: string, key: string): void => {
      keys.delete(nameOf(topic, key));
    },
  };
};

export type ParkedKeys = ReturnType<typeof createParkedKeys>;
