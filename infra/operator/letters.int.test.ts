import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { PublicEventData } from '@kefu/contracts';
import { eventually, runForTest, type ServiceForTest } from '@kefu/service/testing';

import type { Installation } from './installation.ts';
import { dropLetter, findLetter, listLetters, redriveLetters } from './letters.ts';
import { installationOf } from './test/installation-of.ts';
import { shopBook, trouble, type ShopNoted } from './test/shop-book.ts';

let book: ServiceForTest<ShopNoted>;
let installation: Installation;
let shops = 0;

beforeAll(async () => {
  book = await runForTest(shopBook);
  installation = installationOf(book);
});
beforeEach(() => {
  trouble.refusesPoison = true;
});
afterAll(() => book?.stop());

const ordering = { by: 'operator:wang', waitMs: 20_000 };

const rename = async (shopId: string, name: string): Promise<void> => {
  const data: PublicEventData<'gateway.shop-changed.v1'> = {
    ...{ shopId, name, platform: 'own', type: 'pop', zone: 'Asia/Shanghai', state: 'open' },
    at: '2026-10-01T00:00:00Z',
  };
  await book.tell('gateway.shop-changed.v1', data);
};

const lettersOf = (key: string) => listLetters(installation, ['payroll'], { key });
const notedOf = async (shopId: string): Promise<string[]> =>
  (await book.store.read(`shop-${shopId}`)).map(({ data }) => data.name);

/** A shop whose second change cannot be handled, and whose third waits behind it. */
const poisonedShop = async (): Promise<string> => {
  const shopId = `shop-${(shops += 1)}`;
  for (const name of ['first', 'poison', 'third']) await rename(shopId, name);
  await eventually(async () => ((await lettersOf(shopId)).length === 2 ? true : undefined));
  return shopId;
};

describe('dead letters', () => {
  it('are listed in their order with what went wrong, and shown with their event', async () => {
    const shopId = await poisonedShop();
    const letters = await lettersOf(shopId);
    expect(letters).toMatchObject([
      { service: 'payroll', state: 'failed', error: 'Refused: shop-unknown', attempts: 1 },
      { service: 'payroll', state: 'parked', error: null },
    ]);
    const shown = await findLetter(installation, 'payroll', letters[0]?.id ?? '');
    expect(JSON.parse(shown.payload)).toMatchObject({ shopId, name: 'poison' });
    await expect(findLetter(installation, 'payroll', '4711')).rejects.toThrow('no dead letter 4711');
  });

  it('are redriven by the running service, in their order, and say who wanted it', async () => {
    const shopId = await poisonedShop();
    expect(await redriveLetters(installation, 'payroll', { key: shopId }, ordering)).toMatchObject([
      { redriven: 0, remaining: 2, error: 'Refused: shop-unknown' },
    ]);
    trouble.refusesPoison = false;
    const [letter] = await lettersOf(shopId);
    expect(await redriveLetters(installation, 'payroll', { id: letter?.id }, ordering)).toMatchObject([
      { redriven: 2, remaining: 0 },
    ]);
    expect(await notedOf(shopId)).toEqual(['first', 'poison', 'third']);
    expect(await findLetter(installation, 'payroll', letter?.id ?? '')).toMatchObject({
      state: 'redriven',
      settledBy: 'operator:wang',
    });
    await rename(shopId, 'fourth');
    await eventually(async () => ((await notedOf(shopId)).at(-1) === 'fourth' ? true : undefined));
  });

  it('are redriven once when two operators order it at the same time', async () => {
    const keys = [await poisonedShop(), await poisonedShop()];
    const waiting = await listLetters(installation, ['payroll'], {});
    trouble.refusesPoison = false;
    const both = await Promise.all(
      ['wang', 'zhou'].map((by) =>
        redriveLetters(installation, 'payroll', { all: true }, { ...ordering, by }),
      ),
    );
    const handled = both.flat().map(({ redriven }) => redriven ?? 0);
    expect(handled.reduce((sum, one) => sum + one, 0)).toBe(waiting.length);
    for (const key of keys) expect(await notedOf(key)).toEqual(['first', 'poison', 'third']);
  });

  it('that are dropped have no effect for good, and let those behind them through', async () => {
    const shopId = await poisonedShop();
    const [letter] = await lettersOf(shopId);
    const dropping = { id: letter?.id ?? '', reason: 'sent by mistake' };
    await dropLetter(installation, 'payroll', dropping, ordering);
    expect(await findLetter(installation, 'payroll', dropping.id)).toMatchObject({
      ...{ state: 'dropped', reason: 'sent by mistake', settledBy: 'operator:wang' },
    });
    trouble.refusesPoison = false;
    await redriveLetters(installation, 'payroll', { key: shopId }, ordering);
    expect(await notedOf(shopId)).toEqual(['first', 'third']);
    await expect(dropLetter(installation, 'payroll', dropping, ordering)).rejects.toThrow(
      'was dropped already, by operator:wang',
    );
  });

  it('stay ordered when the service is away, and the operator is told', async () => {
    const shopId = await poisonedShop();
    const [letter] = await lettersOf(shopId);
    // nobody runs under this name on the same database
    await book.store.pool.query(`UPDATE dead_letter SET consumer = 'chat' WHERE id = $1`, [letter?.id]);
    await expect(
      redriveLetters(installation, 'chat', { all: true }, { ...ordering, waitMs: 100 }),
    ).rejects.toThrow(/chat has not taken the order up within 0.1 s. It stands \(request \d+\)/);
  });

  it('are not redriven all at once unless that is said', async () => {
    await expect(redriveLetters(installation, 'payroll', {}, ordering)).rejects.toThrow('--all');
  });
});
