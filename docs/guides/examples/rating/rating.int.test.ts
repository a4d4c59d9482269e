import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually, runForTest, type ServiceForTest } from '@kefu/service/testing';
import { v7 as uuidv7 } from 'uuid';
import type { RatingEvent } from './domain/rating.ts';
import { ratings } from './ratings.view.ts';
import { ratingService } from './service.ts';

const customerId = 'cu_5f1d0c7a9b2e4d6f8a0b';
let service: ServiceForTest<RatingEvent>;
beforeAll(async () => {
  service = await runForTest(ratingService);
});
afterAll(() => service?.stop());

const closed = async (): Promise<string> => {
  const conversationId = uuidv7();
  const data = {
    conversationId,
    shopId: 'flagship',
    customerId,
    closedBy: 'lin',
    at: '2026-10-21T03:00:00Z',
  };
  await service.tell('chat.conversation-closed.v1', data);
  await eventually(async () => (await service.store.read(`rating-${conversationId}`))[0]);
  return conversationId;
};
const rate = async (conversationId: string, by = customerId) => {
  const token = await service.tokenOf({ id: by, customerId: by, kind: 'customer', roles: ['customer'] });
  const response = await fetch(`${service.url}/api/chat/conversations/${conversationId}/rating`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ stars: 5, words: '很耐心' }),
  });
  return response.status === 204 ? 204 : ((await response.json()) as { code: string }).code;
};
const ratingsOfLin = async () => {
  const token = await service.tokenOf({ roles: ['after-sales-agent'] });
  const response = await fetch(`${service.url}/api/chat/ratings`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return ((await response.json()) as { items: unknown[] }).items;
};

it('is rated by the customer who was there, once, and read by the agent', async () => {
  const conversationId = await closed();
  expect(await rate(conversationId, 'cu_somebody_else')).toBe('rating-not-invited');
  expect(await rate(conversationId)).toBe(204);
  expect(await rate(conversationId)).toBe(204);
  expect(await ratingsOfLin()).toEqual([{ conversationId, stars: 5, words: '很耐心' }]);
});

it('keeps the words from the log’s readers, and for nobody once the customer is forgotten', async () => {
  const { rows } = await service.store.pool.query<{ data: string }>('select data from event');
  expect(rows.map(({ data }) => data).join()).not.toContain('很耐心');
  const told = { customerId, at: '2026-11-02T08:00:00Z' };
  await service.tell('gateway.customer-forgotten.v1', told);
  await eventually(async () => {
    const [rated] = (await ratingsOfLin()) as { words: string | null }[];
    return rated?.words === null ? true : undefined;
  });
  const wiped = await service.store.hash(ratings);
  expect((await service.store.rebuild(ratings)).hash).toBe(wiped);
});
