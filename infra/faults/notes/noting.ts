import { setTimeout as delay } from 'node:timers/promises';
import type { Commit, EventStore } from '@kefu/event-store';
import type { Noted } from './noted.ts';

/** A command of our clients: whoever asks again with the same name asks for the same. */
export const commandOf = (command: string, shopId: string, amounts: readonly number[]): Commit<Noted> => ({
  appends: [
    {
      stream: `note-${shopId}`,
      expected: 'any',
      events: amounts.map((fen) => ({ type: 'Noted', data: { shopId, fen } })),
      metadata: { who: { kind: 'system', id: 'faults' }, correlationId: command },
    },
  ],
  idempotency: { principal: 'faults', key: command, bodyHash: command },
});

/** Writes until its process ends, and says before and after each command which one it is. */
export const writeOn = async (
  store: EventStore<Noted>,
  instance: string,
  say: (line: string) => void,
): Promise<void> => {
  const each = Array.from({ length: 8 }, async (_, writer) => {
    for (let i = 0; ; i += 1) {
      const command = `${instance}-${writer}-${i}`;
      say(`sends ${command}`);
      await store.commit(commandOf(command, instance, [i + 1]));
      say(`acknowledged ${command}`);
      await delay(1);
    }
  });
  await Promise.all(each);
};
