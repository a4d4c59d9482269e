import type { EventStore } from '@kefu/event-store';
import type { DeadLetter, Redriven } from './dead-letter.ts';
import type { DeadLetters } from './dead-letters.ts';
import { errorText } from './failure.ts';
import type { Handlers } from './handlers.ts';

type Tools = { store: Pick<EventStore, 'commit'>; deadLetters: DeadLetters; handlers: Handlers };

/**
 * Hands what waits for a key to its handlers, in order, and releases the key when nothing is left. Doing it twice,
 * or at two places at once, is harmless: the inbox tells what has taken effect.
 */
export const redriveKey = async (
  { deadLetters, handlers }: Tools,
  key: string,
  by: string,
): Promise<Redriven> => {
  let redriven = 0;
  do {
    let letter: DeadLetter | undefined;
    while ((letter = await deadLetters.firstWaiting(key)) !== undefined) {
      try {
        await handlers.handle({ headers: letter.headers, value: Buffer.from(letter.payload) });
      } catch (error) {
        await deadLetters.failedAgain(letter.id, error);
        return { redriven, remaining: await deadLetters.waiting(key), error: errorText(error) };
      }
      await deadLetters.settle(letter.id, 'redriven', by);
      redriven += 1;
    }
  } while (!(await deadLetters.release(key))); // more was parked meanwhile
  return { redriven, remaining: 0 };
};

/** Gives an event up: it is marked in its inboxes, so that another delivery of it has no effect either. */
export const dropLetter = async (
  { store, deadLetters, handlers }: Tools,
  letter: DeadLetter,
  reason: string,
  by: string,
): Promise<void> => {
  for (const consumer of handlers.consumersOf(letter.eventType))
    await store.commit({ appends: [], inbox: { consumer, eventId: letter.eventId } });
  await deadLetters.settle(letter.id, 'dropped', by, reason);
  await deadLetters.release(letter.key);
};
