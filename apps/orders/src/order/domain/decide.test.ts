import { describe, expect, it } from '@jest/globals';
import type { OrderFacts, Recipient } from '@kefu/contracts';
import { Refused } from '@kefu/contracts';
import fc from 'fast-check';
import type { OrderCommand } from './commands.ts';
import { decide } from './decide.ts';
import type { OrderEvent } from './events.ts';
import { compareLineIds } from './facts.ts';
import { evolve, type Order, unknownOrder } from './state.ts';

const recipient: Recipient = { name: '王小明', phone: '13812345678', address: '浙江省杭州市文一西路969号' };
const facts: OrderFacts = {
  orderId: 'flagship:1001',
  shopId: 'flagship',
  orderNumber: '1001',
  customerId: 'cu_1',
  status: 'paid',
  placedAt: '2026-10-18T03:20:00.000Z',
  currency: 'CNY',
  paidFen: 13_800,
  freightFen: 0,
  packagingGrams: 60,
  lines: [
    {
      lineId: '1',
      sku: 'SCARF-RED',
      title: '羊毛围巾 红',
      quantity: 1,
      unitPriceFen: 4_600,
      weightGrams: 100,
    },
    { lineId: '2', sku: 'HAT-BLUE', title: '帽子 蓝', quantity: 2, unitPriceFen: 4_600 },
  ],
  parcels: [{ waybillId: 'zto:7731', carrier: 'zto', number: '7731', lineIds: ['1', '2'] }],
};

const record = (over: Partial<OrderFacts> = {}, of?: Recipient): OrderCommand => ({
  type: 'RecordOrder',
  facts: { ...facts, ...over },
  ...(of && { recipient: of }),
});
const after = (...commands: OrderCommand[]): Order =>
  commands.reduce<Order>((order, command) => decide(command, order).reduce(evolve, order), unknownOrder);
const refusalOf = (command: OrderCommand, order: Order): string => {
  try {
    decide(command, order);
    return 'none';
  } catch (error) {
    return error instanceof Refused ? error.code : 'fault';
  }
};
const only = (events: readonly OrderEvent[]): OrderEvent | undefined =>
  events.length === 1 ? events[0] : undefined;

describe('recording an order', () => {
  it('records one that was not known', () => {
    expect(decide(record({}, recipient), unknownOrder)).toEqual([
      { type: 'OrderRecorded', data: { ...facts, recipient } },
    ]);
  });

  it('stays quiet when nothing changed', () => {
    expect(decide(record({}, recipient), after(record({}, recipient)))).toEqual([]);
  });

  it('stays quiet when only the order of lines or the notation of a time changed', () => {
    const again = record({ lines: facts.lines.toReversed(), placedAt: '2026-10-18T03:20:00Z' });
    expect(decide(again, after(record()))).toEqual([]);
  });

  it('says once which fields changed, with the whole order as it is now', () => {
    const changed = record({ status: 'signed', signedAt: '2026-10-21T01:02:00Z' });
    expect(decide(changed, after(record({}, recipient)))).toEqual([
      {
        type: 'OrderChanged',
        data: {
          ...facts,
          status: 'signed',
          signedAt: '2026-10-21T01:02:00.000Z',
          recipient,
          changed: ['status', 'signedAt'],
        },
      },
    ]);
  });

  it('keeps the recipient when the source does not say one', () => {
    expect(decide(record(), after(record({}, recipient)))).toEqual([]);
  });

  it('takes over a recipient who moved', () => {
    const moved = { ...recipient, address: '上海市浦东新区世纪大道1号' };
    expect(only(decide(record({}, moved), after(record({}, recipient))))).toMatchObject({
      type: 'OrderChanged',
      data: { changed: ['recipient'], recipient: moved },
    });
  });

  it('refuses an order that contradicts itself', () => {
    const [line] = facts.lines;
    const [parcel] = facts.parcels;
    if (!line || !parcel) throw new Error('the example has both');
    expect(refusalOf(record({ lines: [line, line] }), unknownOrder)).toBe('line-repeated');
    expect(refusalOf(record({ parcels: [parcel, parcel] }), unknownOrder)).toBe('parcel-repeated');
    expect(refusalOf(record({ lines: [line] }), unknownOrder)).toBe('parcel-line-unknown');
  });

  it('never changes anything the second time, whatever was known before', () => {
    const status = fc.constantFrom('placed', 'paid', 'signed', 'cancelled');
    const lines = fc.shuffledSubarray(facts.lines);
    const command = fc
      .record({ status, lines, paidFen: fc.nat(), of: fc.option(fc.constant(recipient), { nil: undefined }) })
      .map(({ of, ...over }) => record({ ...over, parcels: [] }, of));
    fc.assert(
      fc.property(fc.array(command, { maxLength: 4 }), command, (history, last) => {
        expect(decide(last, after(...history, last))).toEqual([]);
      }),
    );
  });
});

describe('seeing a recipient in full', () => {
  const unmask: OrderCommand = {
    type: 'UnmaskRecipient',
    orderId: facts.orderId,
    by: 'agent-lin',
    reason: 'calls about the address',
    at: '2026-10-21T01:02:00Z',
  };

  it('is recorded with who and why', () => {
    expect(only(decide(unmask, after(record({}, recipient))))).toMatchObject({
      type: 'RecipientUnmasked',
      data: { by: 'agent-lin', reason: 'calls about the address' },
    });
  });

  it('is refused where nobody is known', () => {
    expect(refusalOf(unmask, unknownOrder)).toBe('order-unknown');
    expect(refusalOf(unmask, after(record()))).toBe('recipient-unknown');
  });
});

describe('the order of lines', () => {
  it('counts numbers and spells names', () => {
    expect(['10', 'b', '9', 'a'].toSorted(compareLineIds)).toEqual(['9', '10', 'a', 'b']);
  });
});
