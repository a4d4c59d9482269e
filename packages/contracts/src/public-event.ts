import type { z } from 'zod';

/** A public event's contract: the name carries the service and the version. */
export type EventContract<Type extends string = string, Schema extends z.ZodType = z.ZodType> = {
  type: Type;
  /** What happened, in one sentence, for the event catalogue. */
  description: string;
  /** Which id the event is keyed and ordered by. */
  subject: string;
  data: Schema;
  example: z.infer<Schema>;
};

export const defineEvent = <Type extends `${string}.${string}.v${number}`, Schema extends z.ZodType>(
  contract: EventContract<Type, Schema>,
): EventContract<Type, Schema> => contract;

/** A public event as it travels (CloudEvents 1.0 attributes and our extensions). */
export type Envelope<Type extends string = string, Data = unknown> = {
  id: string;
  type: Type;
  /** The service that says so, e.g. `/kefu/returns`. */
  source: string;
  /** The key: events of one subject arrive in order. */
  subject: string;
  /** When it happened, UTC. */
  time: string;
  data: Data;
  correlationId: string;
  causationId?: string;
  traceparent?: string;
};
