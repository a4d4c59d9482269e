import { describe, expect, it } from '@jest/globals';
import type { OrderFacts, OrderLine } from '@kefu/contracts';
import { order } from '../../../test/scarf-order.ts';
import { expectationFor, weightFacts } from './weighing.ts';

const [scarves, coat] = order.lines as [OrderLine, OrderLine];
const parcel = (waybillId: string, lineIds: string[]) => ({
  waybillId,
  carrier: 'zto',
  number: waybillId,
  lineIds,
});
const withParcels = (...parcels: OrderFacts['parcels']): OrderFacts => ({ ...order, parcels });
const a = 'zto:A';
const b = 'zto:B';

describe('which parcels are weighed, and what they should weigh', () => {
  it('weighs the parcel that holds the line', () => {
    const two = withParcels(parcel(a, ['1']), parcel(b, ['2']));
    expect(expectationFor(two, scarves, 1)).toEqual({
      waybillIds: [a],
      expectedGrams: 360,
      missingGrams: 100,
    });
  });

  it('weighs every parcel of a line that was split', () => {
    const two = withParcels(parcel(a, ['1', '2']), parcel(b, ['1']));
    expect(expectationFor(two, scarves, 2)).toEqual({
      waybillIds: [a, b],
      expectedGrams: 1_060,
      missingGrams: 200,
    });
  });

  it('weighs all parcels when their contents are not known', () => {
    const two = withParcels(parcel(a, []), parcel(b, []));
    expect(expectationFor(two, scarves, 1)).toEqual({
      waybillIds: [a, b],
      expectedGrams: 1_060,
      missingGrams: 100,
    });
  });

  it('weighs the parcel with unknown contents when the other is known to hold something else', () => {
    const two = withParcels(parcel(a, ['2']), parcel(b, []));
    expect(expectationFor(two, scarves, 1)).toMatchObject({ waybillIds: [b], expectedGrams: 360 });
  });

  it('expects nothing of a parcel that shares a line with one that is not weighed', () => {
    const two = withParcels(parcel(a, ['1', '2']), parcel(b, ['2']));
    expect(expectationFor(two, scarves, 1)).toMatchObject({ waybillIds: [a], expectedGrams: null });
  });

  it('expects nothing where a product has no weight', () => {
    const unknown = { ...order, lines: [scarves, { ...coat, weightGrams: undefined }] };
    expect(expectationFor(unknown, scarves, 1)).toMatchObject({ expectedGrams: null, missingGrams: 100 });
    expect(expectationFor(unknown, { ...coat, weightGrams: undefined }, 1)).toMatchObject({
      missingGrams: null,
    });
  });
});

describe('readings of several parcels', () => {
  const expectation = { expectedGrams: 1_060, missingGrams: 100 };
  const tolerances = { betweenScalesGrams: 20, againstExpectedGrams: 30 };
  const weighing = (originGrams: number | null, lastGrams: number | null, manual = false) => ({
    ...{ waybillId: a, originGrams, lastGrams, manual },
  });

  it('are summed', () => {
    const both = [weighing(700, 600), weighing(360, 355, true)];
    expect(weightFacts(expectation, both, tolerances)).toMatchObject({
      originGrams: 1_060,
      lastGrams: 955,
      manual: true,
    });
  });

  it('are not summed unless every parcel has both', () => {
    const half = [weighing(700, 600), weighing(360, null)];
    expect(weightFacts(expectation, half, tolerances)).toMatchObject({ originGrams: null, lastGrams: null });
  });

  it('show what is there of a single one', () => {
    expect(weightFacts(expectation, [weighing(700, null)], tolerances)).toMatchObject({
      originGrams: 700,
      lastGrams: null,
    });
  });

  it('are absent without any parcel', () => {
    expect(weightFacts(expectation, [], tolerances)).toMatchObject({ originGrams: null, lastGrams: null });
  });
});
