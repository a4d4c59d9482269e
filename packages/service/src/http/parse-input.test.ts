import { describe, expect, it } from '@jest/globals';
import { route } from '@kefu/contracts';
import { z } from 'zod';
import { InvalidInput } from './errors.ts';
import { parseInput } from './parse-input.ts';

const openInquiry = route({
  service: 'logistics',
  method: 'POST',
  path: '/api/waybills/:waybillId/inquiries',
  summary: 'Asks the carrier.',
  roles: ['after-sales-agent'],
  params: z.object({ waybillId: z.string().min(3) }),
  query: z.object({ urgent: z.coerce.boolean().optional() }),
  body: z.object({ parcels: z.array(z.object({ grams: z.int().positive(), note: z.string().optional() })) }),
});
const chase = route({
  service: 'logistics',
  method: 'POST',
  path: '/api/inquiries/:inquiryId/chase',
  summary: 'Asks again.',
  roles: 'signed-in',
  params: z.object({ inquiryId: z.string() }),
});
const errorsOf = (
  given: { params: unknown; query: unknown; body: unknown },
  of = openInquiry as typeof chase | typeof openInquiry,
) => {
  try {
    parseInput(of, given);
    return [];
  } catch (error) {
    if (error instanceof InvalidInput) return error.errors.map(({ path }) => path);
    throw error;
  }
};

describe('parsing a request by its route', () => {
  it('hands over parsed values', () => {
    const input = parseInput(openInquiry, {
      params: { waybillId: 'zto:1' },
      query: { urgent: '1' },
      body: { parcels: [{ grams: 900 }] },
    });
    expect(input).toEqual({
      params: { waybillId: 'zto:1' },
      query: { urgent: true },
      body: { parcels: [{ grams: 900 }] },
    });
  });

  it('names every field that it could not read, in all parts', () => {
    const given = {
      params: { waybillId: 'z' },
      query: {},
      body: { parcels: [{ grams: 900 }, { grams: -1 }] },
    };
    expect(errorsOf(given)).toEqual(['params.waybillId', 'body.parcels.1.grams']);
  });

  it('refuses keys that it does not know, at any depth', () => {
    const given = {
      params: { waybillId: 'zto:1' },
      query: { urgnet: '1' },
      body: { parcels: [{ grams: 9, nota: 'x' }] },
    };
    expect(errorsOf(given)).toEqual(['query.urgnet', 'body.parcels.0.nota']);
  });

  it('says that a body is missing', () => {
    expect(errorsOf({ params: { waybillId: 'zto:1' }, query: {}, body: undefined })).toEqual(['body']);
  });

  it('takes no body and an empty one where none is wanted, and nothing else', () => {
    const given = { params: { inquiryId: '1' }, query: {} };
    expect(errorsOf({ ...given, body: undefined }, chase)).toEqual([]);
    expect(errorsOf({ ...given, body: {} }, chase)).toEqual([]);
    expect(errorsOf({ ...given, body: { why: 'x' } }, chase)).toEqual(['body']);
  });
});
