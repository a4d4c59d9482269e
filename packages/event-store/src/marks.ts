import type { Pool } from 'pg';
import type { DomainEvent } from '@kefu/contracts';
import type { Idempotency, Inbox, Outcome } from './commit.ts';
import { reaching } from './database.ts';
import { CommandReused } from './errors.ts';
import type { Json } from './event.ts';

type Marked = { inbox?: Inbox; idempotency?: Idempotency };

export type Marks = {
  /** The outcome for whoever comes again; throws CommandReused, or answers undefined where nobody came before. */
  former<E extends DomainEvent>(marked: Marked): Promise<Outcome<E> | undefined>;
  purge(): Promise<number>;
};

export const createMarks = (pool: Pool, unhurried: Pool): Marks => {
  const duplicate = (answer: Json) => ({ events: [], version: 0, token: null, answer, duplicate: true });

  const formerAnswer = async ({
    principal,
    key,
    bodyHash,
  }: Idempotency): Promise<{ answer: Json } | undefined> => {
    const { rows } = await pool.query<{ body_hash: string; answer: string }>(
      'SELECT body_hash, answer FROM command_mark WHERE principal = $1 AND key = $2',
      [principal, key],
    );
    const [mark] = rows;
    if (!mark) return undefined;
    if (mark.body_hash !== bodyHash) throw new CommandReused(key);
    return { answer: JSON.parse(mark.answer) as Json };
  };

  const isInInbox = async ({ consumer, eventId }: Inbox): Promise<boolean> => {
    const { rowCount } = await pool.query('SELECT 1 FROM inbox WHERE consumer = $1 AND event_id = $2', [
      consumer,
      eventId,
    ]);
    return rowCount === 1;
  };

  return {
    former: ({ inbox, idempotency }) =>
      reaching(async () => {
        if (inbox && (await isInInbox(inbox))) return duplicate(null);
        const mark = idempotency && (await formerAnswer(idempotency));
        return mark && duplicate(mark.answer);
      }),
    purge: () =>
      reaching(async () => {
        let purged = 0;
        for (const purge of purges) {
          for (let some = mostAtOnce; some === mostAtOnce; purged += some)
            some = (await unhurried.query(purge)).rowCount ?? 0;
        }
        return purged;
      }),
  };
};

// In small transactions, since one that lasts holds back every reader.
const mostAtOnce = 50_000;
const purgeOf = (table: string, age: string): string =>
  `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(
     SELECT ctid FROM ${table} WHERE recorded_at < clock_timestamp() - interval '${age}' LIMIT ${mostAtOnce}))`;

// An event may be delivered again as long as Kafka keeps it or a dead letter of it may be re-driven.
const purges = [purgeOf('command_mark', '24 hours'), purgeOf('inbox', '60 days')];
