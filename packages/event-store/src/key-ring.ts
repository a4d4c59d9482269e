import type { Pool } from 'pg';
import { reaching } from './database.ts';
import { newKey, open, seal } from './sealing.ts';

/** A customer's data key, or null once it was destroyed. */
export type DataKey = Buffer | null;

export type KeyRing = {
  /** Makes a key for whoever has none yet. A destroyed one stays destroyed: nothing of that customer is written again. */
  forWriting(subjects: Iterable<string>): Promise<Map<string, DataKey>>;
  forReading(subjects: Iterable<string>): Promise<Map<string, DataKey>>;
  destroy(subject: string): Promise<void>;
  /** From now on every key is asked for again: whoever comes after a forgetting knows nothing from before it. */
  empty(): void;
};

type KeyRow = { subject: string; wrapped_key: Buffer | null };
type Held = [subject: string, key: DataKey];

const cachedKeys = 10_000;
// Another process that destroys a key is heard of this late at most, from when the key was asked for.
const cachedMs = 30_000;

const masterKeyFrom = (given: Buffer | string): Buffer => {
  const key = typeof given === 'string' ? Buffer.from(given, 'base64') : given;
  if (key.length !== 32) throw new TypeError('the master key has 32 bytes (as text: base64)');
  return key;
};

export const createKeyRing = (pool: Pool, givenMasterKey: Buffer | string): KeyRing => {
  const masterKey = masterKeyFrom(givenMasterKey);
  let cache = new Map<string, { key: DataKey; until: number }>();
  const contextOf = (subject: string) => `data key of ${subject}`;

  const remember = (into: typeof cache, subject: string, key: DataKey, until: number): DataKey => {
    into.delete(subject);
    into.set(subject, { key, until });
    const oldest = into.size > cachedKeys ? into.keys().next().value : undefined;
    if (oldest !== undefined) into.delete(oldest);
    return key;
  };

  const find = async (
    subjects: Iterable<string>,
    ask: (unknown: string[]) => Promise<Held[]>,
  ): Promise<Map<string, DataKey>> => {
    const known = cache; // what was asked for before it was emptied is not remembered after
    const now = performance.now();
    const found = new Map<string, DataKey>();
    const unknown = new Set<string>();
    for (const subject of subjects) {
      const cached = known.get(subject);
      if (cached && cached.until > now) found.set(subject, cached.key);
      else unknown.add(subject);
    }
    if (unknown.size > 0) {
      // Sorted, so that two writers who make the same keys do not wait for each other crosswise.
      for (const [subject, key] of await ask([...unknown].sort()))
        found.set(subject, remember(known, subject, key, now + cachedMs));
    }
    return found;
  };

  const select = async (subjects: string[]): Promise<Held[]> => {
    const { rows } = await reaching(() =>
      pool.query<KeyRow>('SELECT subject, wrapped_key FROM data_key WHERE subject = ANY ($1)', [subjects]),
    );
    return rows.map(({ subject, wrapped_key }) => [
      subject,
      wrapped_key && open(masterKey, contextOf(subject), wrapped_key),
    ]);
  };

  /** Answers the keys that became the customers'; a rival's may have been first. */
  const make = async (subjects: string[]): Promise<Held[]> => {
    const made = subjects.map((subject): [string, Buffer] => [subject, newKey()]);
    const wrapped = made.map(([subject, key]) => seal(masterKey, contextOf(subject), key));
    const { rows } = await reaching(() =>
      pool.query<{ subject: string }>(
        `INSERT INTO data_key (subject, wrapped_key) SELECT * FROM unnest($1::text[], $2::bytea[])
         ON CONFLICT DO NOTHING RETURNING subject`,
        [subjects, wrapped],
      ),
    );
    const taken = new Set(rows.map(({ subject }) => subject));
    const rivals = subjects.filter((subject) => !taken.has(subject));
    const ours = made.filter(([subject]) => taken.has(subject));
    return rivals.length === 0 ? ours : [...ours, ...(await select(rivals))];
  };

  return {
    forReading: (subjects) => find(subjects, select),
    forWriting: (subjects) =>
      find(subjects, async (unknown) => {
        const known = await select(unknown);
        const held = new Set(known.map(([subject]) => subject));
        const missing = unknown.filter((subject) => !held.has(subject));
        return missing.length === 0 ? known : [...known, ...(await make(missing))];
      }),
    destroy: async (subject) => {
      await reaching(() =>
        pool.query(
          `INSERT INTO data_key AS k (subject, destroyed_at) VALUES ($1, clock_timestamp())
           ON CONFLICT (subject) DO UPDATE SET wrapped_key = NULL, destroyed_at = excluded.destroyed_at
           WHERE k.destroyed_at IS NULL`,
          [subject],
        ),
      );
      remember(cache, subject, null, performance.now() + cachedMs);
    },
    empty: () => {
      cache = new Map();
    },
  };
};
