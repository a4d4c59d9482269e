import type { EventStore } from '@kefu/event-store';
import { failPoint } from '@kefu/event-store/fail-point';
import type { Noted } from './noted.ts';

export type CountdownActivities = ReturnType<typeof countdownActivities>;

/** What a countdown does in the world: an activity may run twice, its command has one effect. */
export const countdownActivities = (store: EventStore<Noted>) => ({
  note: async (shopId: string, step: string): Promise<void> => {
    const command = `${shopId} ${step}`;
    await store.commit({
      appends: [
        {
          stream: `note-${shopId}`,
          expected: 'any',
          events: [{ type: 'Noted', data: { shopId, fen: 1 } }],
          metadata: { who: { kind: 'system', id: 'faults' }, correlationId: command },
        },
      ],
      idempotency: { principal: 'countdown', key: command, bodyHash: command },
    });
    await store.pool.query(
      `INSERT INTO delivery (consumer, event_id, stream, version, instance) VALUES ('countdown', $1, $2, 1, $3)`,
      [command, shopId, String(process.pid)],
    );
    failPoint('activity.done');
  },
});
