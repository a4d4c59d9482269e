import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';

/** Somebody else relays this topic now. */
export class Fenced extends Error {
  override readonly name = 'Fenced';
}

/** The right to relay one topic, for as long as it is renewed. */
export type Term = {
  /** Where the last relay came to; null at the very beginning. */
  position: string | null;
  /** Resolves while this relay still holds the lease; throws Fenced once it does not. */
  assertHeld(): Promise<void>;
  /** Moves the checkpoint and renews; throws Fenced where somebody else took over. */
  checkpoint(position: string): Promise<void>;
  renew(): Promise<void>;
  release(): Promise<void>;
};

/** Only the database's clock decides who holds the lease; ours only says when asking is due. */
export const acquireTerm = async (
  pool: Pool,
  { topic, owner, leaseMs }: { topic: string; owner: string; leaseMs: number },
): Promise<Term | undefined> => {
  let askedAt = performance.now();
  // What is answered after the lease has ended is worth nothing; over a stalled link renewals would use up the pool.
  const inTime = { query_timeout: leaseMs };
  const { rows } = await pool.query<{ token: string; position: string | null }>({
    ...inTime,
    text: `INSERT INTO relay (topic, owner, token, leased_until)
     VALUES ($1, $2, 1, clock_timestamp() + $3 * interval '1 ms')
     ON CONFLICT (topic) DO UPDATE
       SET owner = excluded.owner, token = relay.token + 1, leased_until = excluded.leased_until
       WHERE relay.leased_until < clock_timestamp()
     RETURNING token, position`,
    values: [topic, `${owner}/${randomUUID()}`, leaseMs],
  });
  const [lease] = rows;
  if (lease === undefined) return undefined;

  const hold = async (position: string | null): Promise<void> => {
    const now = performance.now();
    const { rowCount } = await pool.query({
      ...inTime,
      name: 'relay-hold',
      text: `UPDATE relay SET position = coalesce($3, position), leased_until = clock_timestamp() + $4 * interval '1 ms'
              WHERE topic = $1 AND token = $2`,
      values: [topic, lease.token, position, leaseMs],
    });
    if (rowCount === 0) throw new Fenced(`another relay took over ${topic}`);
    askedAt = now;
  };
  const renew = () => hold(null);
  return {
    position: lease.position,
    renew,
    checkpoint: hold,
    // a process that stood still may wake up long after its lease ended
    assertHeld: async () => {
      if (performance.now() - askedAt >= leaseMs) await renew();
    },
    release: async () => {
      await pool.query(`UPDATE relay SET leased_until = '-infinity' WHERE topic = $1 AND token = $2`, [
        topic,
        lease.token,
      ]);
    },
  };
};
