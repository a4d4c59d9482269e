import { type Decider, Refused } from '@kefu/contracts';
import type {
  ClaimFromCarrier,
  CorrectReading,
  NewScan,
  RegisterParcel,
  WaybillCommand,
} from './commands.ts';
import type { WaybillEvent } from './events.ts';
import type { WaybillRefusal } from './refusal.ts';
import { evolve, type FollowedWaybill, initial, type Waybill } from './state.ts';
import { isReal, readingOf, readWeight } from './weight.ts';

const refuse = (code: WaybillRefusal, detail?: string): Refused<WaybillRefusal> => new Refused(code, detail);

const register = ({ parcel, at }: RegisterParcel, waybill: Waybill): WaybillEvent[] => {
  if (waybill.status === 'unknown') return [{ type: 'ParcelRegistered', data: { ...parcel, at } }];
  if (waybill.parcel.orderId !== parcel.orderId) throw refuse('waybill-of-other-order');
  return [];
};

const recordScan = (
  { weight, ...scan }: NewScan,
  { parcel }: Pick<FollowedWaybill, 'parcel'>,
): WaybillEvent[] => {
  const scanned: WaybillEvent = { type: 'ScanRecorded', data: { ...parcel, ...scan } };
  if (!weight) return [scanned];
  const reading = readingOf(
    { ...weight, at: scan.at },
    { readingId: `scan/${scan.scanId}`, waybillId: parcel.waybillId, source: 'scan' },
  );
  return [scanned, { type: 'ReadingRecorded', data: { ...parcel, reading } }];
};

/** The scans whose weight is none: kept as they were written, and counted by nobody. */
export const unreadableIn = (scans: readonly NewScan[]): string[] => {
  const unreadable = scans.filter(
    ({ weight }) => weight && weight.kind !== 'billed' && readWeight(weight.raw) === null,
  );
  return [...new Set(unreadable.map(({ scanId }) => scanId))];
};

/** Carriers send scans twice, also within one list: a scan's id counts once. */
export const recordScans = (
  scans: readonly NewScan[],
  waybill: Pick<FollowedWaybill, 'parcel' | 'scanIds'>,
): WaybillEvent[] => {
  const known = new Set(waybill.scanIds);
  return scans.flatMap((scan) => {
    if (known.has(scan.scanId)) return [];
    known.add(scan.scanId);
    return recordScan(scan, waybill);
  });
};

const correct = ({ readingId, weight, reason }: CorrectReading, waybill: Waybill): WaybillEvent[] => {
  if (waybill.status === 'unknown') throw refuse('waybill-unknown');
  const { parcel, readings } = waybill;
  const reading = readingOf(weight, { readingId, waybillId: parcel.waybillId, source: 'correction' });
  if (!isReal(reading)) throw refuse('not-a-weight', 'A correction says what a scale showed, above zero.');
  const latest = readings.findLast(
    ({ station, source }) => station === reading.station && source === 'correction',
  );
  if (latest?.grams === reading.grams && latest.kind === reading.kind && latest.at === reading.at) return [];
  return [{ type: 'ReadingCorrected', data: { ...parcel, reading, reason } }];
};

const claim = (command: ClaimFromCarrier, waybill: Waybill): WaybillEvent[] => {
  const { parcel, claimId, caseId, reason, amountFen, at } = command;
  if (waybill.status === 'unknown') {
    const registered = register({ type: 'RegisterParcel', parcel, at }, waybill);
    return [...registered, ...claim(command, registered.reduce(evolve, waybill))];
  }
  if (waybill.claimedFor.includes(caseId)) return [];
  const data = { ...waybill.parcel, claimId, caseId, reason, amountFen, at };
  return [{ type: 'CarrierClaimRecorded', data }];
};

export const waybill: Decider<WaybillCommand, Waybill, WaybillEvent> = {
  initial,
  evolve,
  decide(command, state) {
    switch (command.type) {
      case 'RegisterParcel':
        return register(command, state);
      case 'CorrectReading':
        return correct(command, state);
      case 'ClaimFromCarrier':
        return claim(command, state);
    }
  },
};
