import type { PublicEventType } from '@kefu/contracts';
import { decode } from './cloud-event.ts';
import { metadataFor, type Received } from './received.ts';
import type { IncomingMessage } from './transport.ts';

export type Handler = (event: Received) => Promise<void>;

/** The handlers of one service, by the type that they listen to and their own name. */
export type Handlers = {
  add(type: PublicEventType, name: string, handler: Handler): void;
  types(): PublicEventType[];
  listenTo(type: string | undefined): boolean;
  /** The inboxes in which an event of a type leaves its mark. */
  consumersOf(type: string | null): string[];
  /** Decodes and hands the event to each of its handlers in turn; the first error ends it. */
  handle(message: Pick<IncomingMessage, 'headers' | 'value'>): Promise<void>;
};

type Around = (event: Received, handle: () => Promise<void>) => Promise<void>;

export const createHandlers = (service: string, around: Around = (_event, handle) => handle()): Handlers => {
  const byType = new Map<string, Map<string, Handler>>();
  const types = new Set<PublicEventType>();
  return {
    add: (type, name, handler) => {
      types.add(type);
      byType.set(type, (byType.get(type) ?? new Map<string, Handler>()).set(`${service}/${name}`, handler));
    },
    types: () => [...types],
    listenTo: (type) => type !== undefined && byType.has(type),
    consumersOf: (type) => [...(byType.get(type ?? '')?.keys() ?? [])],
    handle: async (message) => {
      const event = decode(message);
      const metadata = metadataFor(service, event);
      for (const [consumer, handler] of byType.get(event.type) ?? []) {
        const received: Received = { ...event, inbox: { consumer, eventId: event.id }, metadata };
        await around(received, () => handler(received));
      }
    },
  };
};
