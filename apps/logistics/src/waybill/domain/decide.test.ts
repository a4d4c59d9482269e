import { describe, expect, it } from '@jest/globals';
import { Refused } from '@kefu/contracts';
import fc from 'fast-check';
import type { NewScan, WaybillCommand } from './commands.ts';
import { recordScans, waybill } from './decide.ts';
import type { WaybillEvent } from './events.ts';

const parcel = {
  waybillId: 'zto:77310000000018',
  carrier: 'zto',
  orderId: 'flagship:2026102100018812',
  shopId: 'flagship',
};
const named = { ...parcel, number: '77310000000018' };
const at = '2026-10-18T08:00:00Z';
const register = { type: 'RegisterParcel', parcel: named, at } as const;
const registered: WaybillEvent = { type: 'ParcelRegistered', data: { ...named, at } };
const pickUp: NewScan = { scanId: 's-1', at: '2026-10-18T10:00:00Z', place: '杭州', state: 'picked-up' };

const given = (...history: WaybillEvent[]) => {
  const state = history.reduce((before, event) => waybill.evolve(before, event), waybill.initial);
  return { state, when: (command: WaybillCommand) => waybill.decide(command, state) };
};
const refusalOf = (decide: () => unknown): string | undefined => {
  try {
    decide();
  } catch (error) {
    if (error instanceof Refused) return error.code;
    throw error;
  }
  return undefined;
};

describe('registering a parcel', () => {
  it('follows it from then on', () => {
    expect(given().when(register)).toEqual([registered]);
  });

  it('stays quiet when it is followed already', () => {
    expect(given(registered).when({ ...register, at: '2026-10-19T08:00:00Z' })).toEqual([]);
  });

  it('is refused when the waybill belongs to another order', () => {
    expect(
      refusalOf(() => given(registered).when({ ...register, parcel: { ...named, orderId: 'flagship:1' } })),
    ).toBe('waybill-of-other-order');
  });
});

describe('recording scans', () => {
  const scansOf = (scans: NewScan[], ...history: WaybillEvent[]) => {
    const { state } = given(registered, ...history);
    if (state.status === 'unknown') throw new Error('a followed parcel expected');
    return recordScans(scans, state);
  };

  it('records where the parcel was, and what it weighed there', () => {
    const weight = { station: 'origin', kind: 'scale', raw: '1.00kg' } as const;
    expect(scansOf([{ ...pickUp, weight }])).toEqual([
      { type: 'ScanRecorded', data: { ...parcel, ...pickUp } },
      {
        type: 'ReadingRecorded',
        data: {
          ...parcel,
          reading: {
            readingId: 'scan/s-1',
            waybillId: parcel.waybillId,
            station: 'origin',
            kind: 'scale',
            raw: '1.00kg',
            grams: 1_000,
            at: pickUp.at,
            source: 'scan',
          },
        },
      },
    ]);
  });

  it('keeps a weight of −1 as what it is: unreadable', () => {
    const [, reading] = scansOf([{ ...pickUp, weight: { station: 'origin', kind: 'scale', raw: '-1' } }]);
    expect(reading).toMatchObject({ data: { reading: { kind: 'unreadable', raw: '-1', grams: null } } });
  });

  it('counts the id of a scan once, however often and in whatever order it comes', () => {
    const scans = fc.array(fc.constantFrom('s-1', 's-2', 's-3').map((scanId) => ({ ...pickUp, scanId })));
    fc.assert(
      fc.property(scans, scans, (first, second) => {
        const before = scansOf(first);
        const all = [...before, ...scansOf(second, ...before)];
        const ids = all.map(({ data }) => 'scanId' in data && data.scanId);
        const distinct = new Set([...first, ...second].map(({ scanId }) => scanId));
        expect(ids).toEqual([...distinct]);
      }),
    );
  });
});

describe('correcting a reading', () => {
  const weight = { station: 'last', kind: 'scale', raw: '1.00kg', at: '2026-10-20T22:10:00Z' } as const;
  const correct = {
    type: 'CorrectReading',
    readingId: 'c-1',
    weight,
    reason: 'scale 7 was out of order',
  } as const;

  it('replaces what was read at the station, with the reason', () => {
    expect(given(registered).when(correct)).toMatchObject([
      {
        type: 'ReadingCorrected',
        data: { reading: { grams: 1_000, source: 'correction' }, reason: correct.reason },
      },
    ]);
  });

  it('stays quiet when it says the same as the last correction', () => {
    const corrected = given(registered).when(correct);
    expect(given(registered, ...corrected).when({ ...correct, readingId: 'c-2' })).toEqual([]);
  });

  it('is refused without a real weight', () => {
    for (const wrong of [{ raw: '-1' }, { raw: '已称' }, { kind: 'billed' as const }]) {
      const command = { ...correct, weight: { ...weight, ...wrong } };
      expect(refusalOf(() => given(registered).when(command))).toBe('not-a-weight');
    }
  });

  it('is refused for a parcel that nobody follows', () => {
    expect(refusalOf(() => given().when(correct))).toBe('waybill-unknown');
  });
});

describe('claiming from the carrier', () => {
  const claim = {
    type: 'ClaimFromCarrier',
    parcel: named,
    claimId: '0199f0a0-0000-7000-8000-000000000004',
    caseId: '0199f0a0-0000-7000-8000-000000000003',
    reason: 'lost-in-transit',
    amountFen: 4_600,
    at: '2026-10-21T03:00:00Z',
  } as const;
  const { type: _, parcel: __, ...claimed } = claim;
  const recorded: WaybillEvent = { type: 'CarrierClaimRecorded', data: { ...parcel, ...claimed } };

  it('is recorded on the parcel', () => {
    expect(given(registered).when(claim)).toEqual([recorded]);
  });

  it('stays quiet when the case was claimed for already', () => {
    expect(given(registered, recorded).when({ ...claim, claimId: 'another' })).toEqual([]);
  });

  it('registers a parcel that was not heard of yet', () => {
    expect(given().when(claim)).toEqual([
      { ...registered, data: { ...registered.data, at: claim.at } },
      recorded,
    ]);
  });
});
