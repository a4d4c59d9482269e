export { decode, encode } from './cloud-event.ts';
export type { DeadLetter, DeadLetterQuery, DeadLetterState, Redriven } from './dead-letter.ts';
export { createDeadLetters, type DeadLetters } from './dead-letters.ts';
export { EventsController } from './events-controller.ts';
export { PermanentError, TransientError } from './failure.ts';
export { kafkajsTransport, type KafkajsOptions } from './kafkajs-transport.ts';
export { KefuEventsStrategy, type KefuEventsOptions } from './kefu-events-strategy.ts';
export { startLetterDesk, type LetterDeskOptions } from './letter-desk.ts';
export {
  createLetterRequests,
  letterRequestsGrantsFor,
  letterRequestsSchema,
  type LetterOrder,
  type LetterOutcome,
  type LetterRequest,
} from './letter-requests.ts';
export type { Log } from './log.ts';
export { publicEventOf } from './public-event-of.ts';
export type { Received } from './received.ts';
export { startRelay, type Relay, type RelayOptions } from './relay.ts';
export { messagingGrantsFor, messagingSchema } from './schema.ts';
export { topicOf } from './transport.ts';
export type { EventTransport, IncomingMessage, OutgoingMessage } from './transport.ts';
