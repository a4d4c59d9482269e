import { describe, expect, it } from '@jest/globals';
import { roles } from '@kefu/contracts';
import { samplePeople } from './merchant.ts';
import { sampleCsv, sampleColumns } from './order-csv.ts';
import { sampleOrders } from './orders.ts';
import { samplePhrases } from './phrases.ts';

const options = { seed: 1, count: 300, until: new Date('2026-11-20T00:00:00Z') };

describe('the sample merchant', () => {
  it('is the same for the same seed', () => expect(sampleOrders(options)).toEqual(sampleOrders(options)));
  it('differs for another seed', () =>
    expect(sampleOrders({ ...options, seed: 2 })).not.toEqual(sampleOrders(options)));
  it('has orders in every state', () =>
    expect(new Set(sampleOrders(options).map(({ status }) => status))).toEqual(
      new Set(['placed', 'paid', 'dispatched', 'signed', 'completed', 'cancelled']),
    ));
  it('numbers every order and parcel once', () => {
    const orders = sampleOrders(options);
    expect(new Set(orders.map(({ shopId, orderNumber }) => `${shopId}/${orderNumber}`)).size).toBe(300);
    const parcels = orders.flatMap((order) => order.parcels.map(({ number }) => number));
    expect(new Set(parcels).size).toBe(parcels.length);
  });
  it('has somebody in every role of the house', () => {
    const filled = new Set(samplePeople.flatMap((person) => person.roles));
    const ofTheHouse = roles.filter((role) => !['customer', 'service', 'administrator'].includes(role));
    expect(ofTheHouse.filter((role) => !filled.has(role))).toEqual([]);
  });
  it('starts a shop with fifty quick replies and no shortcut twice', () => {
    const shortcuts = samplePhrases('flagship').map(({ shortcut }) => shortcut);
    expect(shortcuts.length).toBeGreaterThanOrEqual(50);
    expect(new Set(shortcuts).size).toBe(shortcuts.length);
  });
  it('writes a row for each line of an order', () => {
    const orders = sampleOrders({ ...options, count: 10 });
    const lines = sampleCsv(orders).trim().split('\r\n');
    expect(lines).toHaveLength(1 + orders.flatMap((order) => order.lines).length);
    expect(lines[0]?.split(',')).toEqual(Object.keys(sampleColumns));
  });
});
