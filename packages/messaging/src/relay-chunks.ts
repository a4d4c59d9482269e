import type { DomainEvent, PublicEvent } from '@kefu/contracts';
import type { StoredEvent } from '@kefu/event-store';
import { encode } from './cloud-event.ts';
import type { OutgoingMessage } from './transport.ts';

/** Messages to be sent together, and how far the log is relayed once they are. */
export type Chunk = { messages: OutgoingMessage[]; position: string };

const MOST_EVENTS = 500;
const MOST_BYTES = 512 * 1024; // the broker takes 1 MiB a batch

/** Lazily, so that what lies before an event that cannot be published still leaves. */
export function* chunksOf<E extends DomainEvent>(
  events: readonly StoredEvent<E>[],
  publish: (stored: StoredEvent<E>) => PublicEvent | undefined,
): Generator<Chunk> {
  let messages: OutgoingMessage[] = [];
  let bytes = 0;
  let position: string | undefined;
  const cut = (): Chunk[] => {
    const chunk = position === undefined ? [] : [{ messages, position }];
    messages = [];
    bytes = 0;
    return chunk;
  };
  for (const stored of events) {
    const message = attempt(stored, publish);
    if (message instanceof Error) {
      yield* cut();
      throw message;
    }
    if (message !== undefined) {
      if (messages.length === MOST_EVENTS || (bytes > 0 && bytes + message.value.length > MOST_BYTES))
        yield* cut();
      messages.push(message);
      bytes += message.value.length;
    }
    ({ position } = stored);
  }
  yield* cut();
}

const attempt = <E extends DomainEvent>(
  stored: StoredEvent<E>,
  publish: (stored: StoredEvent<E>) => PublicEvent | undefined,
): OutgoingMessage | undefined | Error => {
  try {
    const event = publish(stored);
    return event && encode(event);
  } catch (error) {
    return new Error(`event ${stored.id} (${stored.type}) cannot be published`, { cause: error });
  }
};
