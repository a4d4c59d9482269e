import { AsyncLocalStorage } from 'node:async_hooks';
import type { Span } from '@opentelemetry/api';
import type { Principal } from '@kefu/contracts';
import type { Metadata, Position } from '@kefu/event-store';

/** What belongs to the request or event at hand, wherever in the call it is needed. */
export type RequestContext = {
  correlationId: string;
  traceparent: string;
  span?: Span;
  /** How far the log is read by whoever sees what this request wrote. */
  token?: Position;
};

// Process-wide but empty: each request brings its own content, so services in one process stay apart.
const storage = new AsyncLocalStorage<RequestContext>();

export const inContext = <Result>(context: RequestContext, run: () => Result): Result =>
  storage.run(context, run);
export const currentContext = (): RequestContext | undefined => storage.getStore();

/**
 * Who did it and in which course of events, for the log. Taken from the request at hand;
 * throws when called outside of a request.
 */
export const metadataOf = (
  who: Pick<Principal, 'kind' | 'id'>,
  about: { why?: string; conversationId?: string } = {},
): Metadata => {
  const context = currentContext();
  if (!context) throw new Error('metadataOf was called outside of a request');
  return {
    who: { kind: who.kind, id: who.id },
    ...about,
    correlationId: context.correlationId,
    traceparent: context.traceparent,
  };
};
