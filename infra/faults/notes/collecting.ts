import type { EventStore, Position, StoredEvent } from '@kefu/event-store';
import { until, type Stage } from '@kefu/testing/faults';
import type pg from 'pg';
import { notes, type Noted } from './noted.ts';

/** Puts what the databases hold into the history. */
export const createCollecting = (stage: Stage, store: EventStore<Noted>) => ({
  /** Reads the whole log into the history, once the feed shows all of it. */
  collectLog: async (from = store): Promise<number> => {
    let stored: StoredEvent<Noted>[] = [];
    await until('the feed shows the whole log', async () => {
      stored = [];
      for (let after: Position | null = null; ;) {
        const page: Awaited<ReturnType<typeof from.feed>> = await from.feed({ after, limit: 5_000 });
        if (page.events.length === 0) break;
        stored.push(...page.events);
        after = page.position;
      }
      const { rows } = await from.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM event');
      return rows[0]?.n === stored.length;
    });
    stage.record(
      stored.map(
        ({ id, stream, version, metadata }) =>
          ({ kind: 'stored', id, stream, version, command: metadata.correlationId }) as const,
      ),
    );
    return stored.length;
  },

  /** Deliveries, effects and bookings, as the consumer's database holds them. */
  collectEffects: async (): Promise<void> => {
    const read = async <Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> =>
      (await store.pool.query<Row>(sql)).rows;
    const deliveries = await read<{ consumer: string; id: string; stream: string; version: number }>(
      'SELECT consumer, event_id AS id, stream, version FROM delivery ORDER BY n',
    );
    const effects = await read<{ consumer: string; id: string }>(
      'SELECT consumer, event_id AS id FROM effect ORDER BY n',
    );
    const bookings = await read<{ id: string; account: string; fen: string }>(
      'SELECT event_id AS id, account, fen FROM booking',
    );
    stage.record([
      ...deliveries.map((row) => ({ kind: 'delivered', ...row }) as const),
      ...effects.map((row) => ({ kind: 'effect', ...row }) as const),
      ...bookings.map((row) => ({ kind: 'booked', ...row, fen: Number(row.fen) }) as const),
    ]);
  },

  /** Compares the view with one made of the whole log. */
  compareView: async (of = store): Promise<void> => {
    const kept = await of.hash(notes);
    const { hash: rebuilt } = await of.rebuild(notes);
    stage.record({ kind: 'view', name: notes.name, kept, rebuilt });
  },
});
