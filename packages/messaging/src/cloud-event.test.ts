import { describe, expect, it } from '@jest/globals';
import { publicEvents, type PublicEvent } from '@kefu/contracts';
import { decode, encode } from './cloud-event.ts';
import { PermanentError } from './failure.ts';

const refundApproved: PublicEvent<'returns.refund-approved.v1'> = {
  id: '0199f0a0-0000-7000-8000-0000000000e1',
  type: 'returns.refund-approved.v1',
  source: '/kefu/returns',
  subject: '0199f0a0-0000-7000-8000-000000000003',
  time: '2026-10-21T02:00:00.123Z',
  data: publicEvents['returns.refund-approved.v1'].data.parse(
    publicEvents['returns.refund-approved.v1'].example,
  ),
  correlationId: 'correlation-1',
  causationId: 'command-1',
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
};
const message = encode(refundApproved);

describe('a public event on Kafka', () => {
  it('is a CloudEvent in binary mode, keyed by its subject', () => {
    expect(message.key).toBe(refundApproved.subject);
    expect(message.headers).toEqual({
      ce_specversion: '1.0',
      ce_id: refundApproved.id,
      ce_type: 'returns.refund-approved.v1',
      ce_source: '/kefu/returns',
      ce_subject: refundApproved.subject,
      ce_time: '2026-10-21T02:00:00.123Z',
      'content-type': 'application/json',
      ce_correlationid: 'correlation-1',
      ce_causationid: 'command-1',
      traceparent: refundApproved.traceparent,
    });
    expect(JSON.parse(message.value.toString())).toEqual(refundApproved.data);
  });

  it('comes back as it went', () => {
    expect(decode(message)).toEqual(refundApproved);
  });

  it.each(Object.values(publicEvents))('of type $type survives the way', ({ type, example }) => {
    const event = { ...refundApproved, type, data: example } as PublicEvent;
    expect(decode(encode(event)).data).toEqual(example);
  });

  it('goes without a cause and a trace where there is none', () => {
    const { causationId: _, traceparent: __, ...plain } = refundApproved;
    expect(decode(encode(plain))).toEqual(plain);
  });

  it('leaves out what a newer publisher added', () => {
    const value = Buffer.from(JSON.stringify({ ...refundApproved.data, mood: 'sunny' }));
    expect(decode({ ...message, value })).toEqual(refundApproved);
  });
});

describe('what is no public event', () => {
  it('is never sent', () => {
    expect(() => encode({ ...refundApproved, data: { ...refundApproved.data, amountFen: 0.5 } })).toThrow(
      PermanentError,
    );
  });

  it.each([
    'ce_id',
    'ce_type',
    'ce_source',
    'ce_subject',
    'ce_time',
    'ce_specversion',
    'content-type',
    'ce_correlationid',
  ])('lacks %s', (name) => {
    const { [name]: _, ...headers } = message.headers;
    expect(() => decode({ ...message, headers })).toThrow(PermanentError);
  });

  it.each([
    ['another version of CloudEvents', { ce_specversion: '0.3' }],
    ['a type that nobody declared', { ce_type: 'returns.refund-approved.v99' }],
    ['a type named like a property of every object', { ce_type: 'toString' }],
    ['a time that is none', { ce_time: 'yesterday' }],
    ['data that are not JSON', { 'content-type': 'text/plain' }],
  ])('has %s', (_what, changed) => {
    expect(() => decode({ ...message, headers: { ...message.headers, ...changed } })).toThrow(PermanentError);
  });

  it.each([
    ['nothing', ''],
    ['half of a text', '{"caseId":'],
    ['other data than its contract says', '{"caseId":"x"}'],
  ])('carries %s', (_what, text) => {
    expect(() => decode({ ...message, value: Buffer.from(text) })).toThrow(PermanentError);
  });
});
