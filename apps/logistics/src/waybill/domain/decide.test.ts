import { describe, expect, it } from '@jest/globals';
import type { WeightReading } from '@kefu/contracts';
import { deciderTest } from '@kefu/testing';
import fc from 'fast-check';
import type { NewScan } from './commands.ts';
import { recordScans, unreadableIn, waybill } from './decide.ts';
import type { WaybillEvent } from './events.ts';

const { given } = deciderTest(waybill);

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

describe('registering a parcel', () => {
  it('follows it from then on', () => {
    given().when(register).then(registered);
  });

  it('stays quiet when it is followed already', () => {
    given(registered)
      .when({ ...register, at: '2026-10-19T08:00:00Z' })
      .thenNothing();
  });

  it('is refused when the waybill belongs to another order', () => {
    given(registered)
      .when({ ...register, parcel: { ...named, orderId: 'flagship:1' } })
      .thenRefused('waybill-of-other-order');
  });
});

describe('recording scans', () => {
  const scansOf = (scans: NewScan[], knownIds: string[] = []) =>
    recordScans(scans, { parcel, scanIds: new Set(knownIds) });
  const weighed = (raw: string): NewScan => ({
    ...pickUp,
    weight: { station: 'origin', kind: 'scale', raw },
  });
  const readingOf = (more: Partial<WeightReading>): WeightReading => ({
    readingId: 'scan/s-1',
    waybillId: parcel.waybillId,
    station: 'origin',
    kind: 'scale',
    raw: '1.00kg',
    grams: 1_000,
    at: pickUp.at,
    source: 'scan',
    ...more,
  });

  it('records where the parcel was, and what it weighed there', () => {
    expect(scansOf([weighed('1.00kg')])).toEqual([
      { type: 'ScanRecorded', data: { ...parcel, ...pickUp } },
      { type: 'ReadingRecorded', data: { ...parcel, reading: readingOf({}) } },
    ]);
  });

  it('keeps a weight of −1 as what it is: unreadable', () => {
    const reading = readingOf({ kind: 'unreadable', raw: '-1', grams: null });
    expect(scansOf([weighed('-1')])[1]).toEqual({ type: 'ReadingRecorded', data: { ...parcel, reading } });
  });

  it('names the scans whose weight is none, each once, whether or not they are new', () => {
    const billed: NewScan = { ...pickUp, weight: { station: 'origin', kind: 'billed', raw: '1.00kg' } };
    const bad = { ...weighed('abc'), scanId: 's-2' };
    expect(unreadableIn([pickUp, weighed('1.00kg'), billed, bad, bad])).toEqual(['s-2']);
  });

  it('counts the id of a scan once, however often and in whatever order it comes', () => {
    const scans = fc.array(fc.constantFrom('s-1', 's-2', 's-3').map((scanId) => ({ ...pickUp, scanId })));
    const idsIn = (events: WaybillEvent[]) =>
      events.flatMap(({ type, data }) => (type === 'ScanRecorded' ? [data.scanId] : []));
    fc.assert(
      fc.property(scans, scans, (first, second) => {
        const before = idsIn(scansOf(first));
        const all = [...before, ...idsIn(scansOf(second, before))];
        expect(all).toEqual([...new Set([...first, ...second].map(({ scanId }) => scanId))]);
      }),
    );
  });
});

describe('correcting a reading', () => {
  const weight = { station: 'last', kind: 'scale', raw: '1.00kg', at: '2026-10-20T22:10:00Z' } as const;
  const reason = 'scale 7 was out of order';
  const correct = { type: 'CorrectReading', readingId: 'c-1', weight, reason } as const;
  const { waybillId } = parcel;
  const reading: WeightReading = {
    readingId: 'c-1',
    waybillId,
    ...weight,
    grams: 1_000,
    source: 'correction',
  };
  const corrected: WaybillEvent = { type: 'ReadingCorrected', data: { ...parcel, reading, reason } };

  it('replaces what was read at the station, with the reason', () => {
    given(registered).when(correct).then(corrected);
  });

  it('stays quiet when it says the same as the last correction', () => {
    given(registered, corrected)
      .when({ ...correct, readingId: 'c-2' })
      .thenNothing();
  });

  it.each([{ raw: '-1' }, { raw: '已称' }, { kind: 'billed' as const }])(
    'is refused without a real weight: %j',
    (wrong) => {
      given(registered)
        .when({ ...correct, weight: { ...weight, ...wrong } })
        .thenRefused('not-a-weight');
    },
  );

  it('is refused for a parcel that nobody follows', () => {
    given().when(correct).thenRefused('waybill-unknown');
  });
});

describe('claiming from the carrier', () => {
  const claimed = {
    claimId: '0199f0a0-0000-7000-8000-000000000004',
    caseId: '0199f0a0-0000-7000-8000-000000000003',
    reason: 'lost-in-transit',
    amountFen: 4_600,
    at: '2026-10-21T03:00:00Z',
  } as const;
  const claim = { type: 'ClaimFromCarrier', parcel: named, ...claimed } as const;
  const recorded: WaybillEvent = { type: 'CarrierClaimRecorded', data: { ...parcel, ...claimed } };

  it('is recorded on the parcel', () => {
    given(registered).when(claim).then(recorded);
  });

  it('stays quiet when the case was claimed for already', () => {
    given(registered, recorded)
      .when({ ...claim, claimId: 'another' })
      .thenNothing();
  });

  it('registers a parcel that was not heard of yet', () => {
    given()
      .when(claim)
      .then({ type: 'ParcelRegistered', data: { ...named, at: claim.at } }, recorded);
  });
});
