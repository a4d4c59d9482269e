import { publicEvents, type Envelope, type PublicEvent, type PublicEventType } from '@kefu/contracts';
import { z } from 'zod';
import { PermanentError } from './failure.ts';
import type { IncomingMessage, OutgoingMessage } from './transport.ts';

const Headers = z.object({
  ce_specversion: z.literal('1.0'),
  ce_id: z.string().min(1),
  ce_type: z.string().min(1),
  ce_source: z.string().min(1),
  ce_subject: z.string().min(1),
  ce_time: z.iso.datetime({ offset: true }),
  'content-type': z.string().regex(/^application\/([\w.-]+\+)?json\b/, 'not JSON'),
  ce_correlationid: z.string().min(1),
  ce_causationid: z.string().optional(),
  traceparent: z.string().optional(),
});

const problemsOf = (error: z.ZodError): string =>
  error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');

export const isPublicEventType = (type: string | undefined): type is PublicEventType =>
  type !== undefined && Object.hasOwn(publicEvents, type);

/** Data as the contract reads it: fields that a newer publisher added are left out. */
const parseData = (type: PublicEventType, data: unknown): unknown => {
  const parsed = publicEvents[type].data.safeParse(data);
  if (!parsed.success) throw new PermanentError(`${type} breaks its contract: ${problemsOf(parsed.error)}`);
  return parsed.data;
};

/** CloudEvents 1.0, binary mode, keyed by subject. Throws PermanentError where the data break the contract. */
export const encode = (event: PublicEvent): OutgoingMessage => {
  parseData(event.type, event.data);
  return {
    key: event.subject,
    value: Buffer.from(JSON.stringify(event.data)),
    headers: {
      ce_specversion: '1.0',
      ce_id: event.id,
      ce_type: event.type,
      ce_source: event.source,
      ce_subject: event.subject,
      ce_time: event.time,
      'content-type': 'application/json',
      ce_correlationid: event.correlationId,
      ...(event.causationId === undefined ? {} : { ce_causationid: event.causationId }),
      ...(event.traceparent === undefined ? {} : { traceparent: event.traceparent }),
    },
  };
};

const parseJson = (value: Buffer): unknown => {
  try {
    return JSON.parse(value.toString('utf8'));
  } catch (error) {
    throw new PermanentError('the data are not JSON', { cause: error });
  }
};

/** Throws PermanentError where the message is no CloudEvent of ours or its data break the contract. */
export const decode = (message: Pick<IncomingMessage, 'headers' | 'value'>): PublicEvent => {
  const headers = Headers.safeParse(message.headers);
  if (!headers.success) throw new PermanentError(`not a CloudEvent: ${problemsOf(headers.error)}`);
  const { ce_type: type, ce_causationid: causationId, traceparent, ...attributes } = headers.data;
  if (!isPublicEventType(type)) throw new PermanentError(`no public event is called ${type}`);
  const event: Envelope<PublicEventType> = {
    id: attributes.ce_id,
    type,
    source: attributes.ce_source,
    subject: attributes.ce_subject,
    time: attributes.ce_time,
    data: parseData(type, parseJson(message.value)),
    correlationId: attributes.ce_correlationid,
    ...(causationId === undefined ? {} : { causationId }),
    ...(traceparent === undefined ? {} : { traceparent }),
  };
  return event as PublicEvent; // the contract named by `type` has parsed `data`
};
