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

export const createMarks = (pool: Pool): Marks => {
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
        for (const purge of purges) purged += (await pool.query(purge)).rowCount ?? 0;
        return purged;
      }),
  };
};

// An event may be delivered again as long as Kafka keeps it or a dead letter of it may be re-driven.
const purges = [
  `DELETE FROM command_mark WHERE recorded_at < clock_timestamp() - interval '24 hours'`,
  `DELETE FROM inbox WHERE recorded_at < clock_timestamp() - interval '60 days'`,
];
