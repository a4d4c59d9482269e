import type { ParcelState } from '@kefu/contracts';
import { sampleShops } from './merchant.ts';
import { sampleProducts, type SampleProduct } from './products.ts';
import { seededRandom, type Random } from './random.ts';

export type SampleBuyer = { buyerId: string; name: string; phone: string; address: string };
export type SampleLine = { lineId: string; product: SampleProduct; quantity: number };
export type SampleScan = {
  scanId: string;
  at: string;
  place: string;
  state: ParcelState;
  weight?: { station: 'origin' | 'last'; kind: 'scale' | 'billed'; raw: string };
};
export type SampleParcel = {
  carrier: string;
  number: string;
  lineIds: string[];
  scans: SampleScan[];
  trueGrams: { origin: number; last: number };
};
export type SampleOrder = {
  shopId: string;
  orderNumber: string;
  buyer: SampleBuyer;
  status: 'placed' | 'paid' | 'dispatched' | 'signed' | 'completed' | 'cancelled';
  placedAt: string;
  paidAt?: string;
  signedAt?: string;
  packagingGrams: number;
  lines: SampleLine[];
  parcels: SampleParcel[];
};

const surnames = [...'王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗'];
const given = [
  '伟',
  '芳',
  '娜',
  '敏',
  '静',
  '丽',
  '强',
  '磊',
  '洋',
  '艳',
  '勇',
  '杰',
  '雨桐',
  '梓涵',
  '浩然',
  '欣怡',
  '子墨',
  '思远',
];
const places: readonly (readonly [string, readonly string[]])[] = [
  ['浙江省杭州市余杭区', ['文一西路', '良渚街道', '仓前街道']],
  ['上海市浦东新区', ['张江路', '金桥路', '世纪大道']],
  ['广东省深圳市南山区', ['科技园路', '后海大道', '桃园路']],
  ['四川省成都市武侯区', ['人民南路', '科华北路', '武侯大道']],
  ['北京市朝阳区', ['建国路', '望京街', '朝阳北路']],
  ['黑龙江省哈尔滨市南岗区', ['学府路', '西大直街', '果戈里大街']],
];
const carriers = [
  { carrier: 'zto', number: (random: Random) => `7731${random.digits(10)}` },
  { carrier: 'yto', number: (random: Random) => `YT${random.digits(13)}` },
  { carrier: 'sto', number: (random: Random) => `7770${random.digits(10)}` },
  { carrier: 'jtexpress', number: (random: Random) => `JT${random.digits(13)}` },
  { carrier: 'sf', number: (random: Random) => `SF${random.digits(12)}` },
] as const;

const minute = 60_000;
const hour = 60 * minute;
const instant = (ms: number) => new Date(ms).toISOString();
const kilograms = (grams: number) => `${(grams / 1_000).toFixed(2)}kg`;

const buyerOf = (random: Random, index: number): SampleBuyer => {
  const [town, streets] = random.pick(places);
  return {
    buyerId: `buyer-${String(index).padStart(3, '0')}`,
    name: random.pick(surnames) + random.pick(given),
    phone: `1${random.pick(['38', '39', '58', '86', '77'])}${random.digits(8)}`,
    address: `${town}${random.pick(streets)}${random.between(1, 800)}号${random.between(1, 30)}栋${random.between(101, 2905)}室`,
  };
};

const linesOf = (random: Random): SampleLine[] => {
  const count = random.pick([1, 1, 1, 2, 2, 3, 4]);
  return Array.from({ length: count }, (_, index) => ({
    lineId: String(index + 1),
    product: random.pick(sampleProducts),
    quantity: random.pick([1, 1, 1, 1, 2, 3]),
  }));
};

export const gramsOf = (lines: readonly SampleLine[]): number =>
  lines.reduce((sum, { product, quantity }) => sum + product.weightGrams * quantity, 0);

const journey = ['picked-up', 'in-transit', 'in-transit', 'out-for-delivery', 'signed'] as const;
const stops = ['义乌揽收点', '杭州转运中心', '目的地转运中心', '派送网点', '派送网点'];

const scansOf = (
  random: Random,
  parcel: Omit<SampleParcel, 'scans'>,
  from: number,
  count: number,
): SampleScan[] =>
  journey.slice(0, count).map((state, index) => {
    const station = state === 'picked-up' ? 'origin' : state === 'out-for-delivery' ? 'last' : undefined;
    // Only some stations have a scale; a few carriers send what they billed instead.
    const weighed = station && random.chance(0.55);
    const kind = random.chance(0.15) ? 'billed' : 'scale';
    return {
      scanId: `${parcel.number}-${index + 1}`,
      at: instant(from + index * 11 * hour + random.between(0, 3 * hour)),
      place: stops[index] ?? '派送网点',
      state,
      ...(weighed && { weight: { station, kind, raw: kilograms(parcel.trueGrams[station]) } }),
    };
  });

const parcelOf = (
  random: Random,
  lines: readonly SampleLine[],
  packagingGrams: number,
  from: number,
  scans: number,
): SampleParcel => {
  const { carrier, number } = random.pick(carriers);
  const grams = gramsOf(lines) + packagingGrams + random.between(-8, 8);
  const parcel = {
    carrier,
    number: number(random),
    lineIds: lines.map(({ lineId }) => lineId),
    trueGrams: { origin: grams, last: grams + random.between(-6, 6) },
  };
  return { ...parcel, scans: scansOf(random, parcel, from, scans) };
};

const progress = [
  { status: 'placed', scans: 0 },
  { status: 'paid', scans: 0 },
  { status: 'dispatched', scans: 1 },
  { status: 'dispatched', scans: 2 },
  { status: 'dispatched', scans: 4 },
  { status: 'signed', scans: 5 },
  { status: 'signed', scans: 5 },
  { status: 'completed', scans: 5 },
  { status: 'cancelled', scans: 0 },
] as const;

const orderOf = (
  random: Random,
  buyers: readonly SampleBuyer[],
  index: number,
  until: number,
): SampleOrder => {
  const { status, scans } = random.pick(progress);
  const lines = linesOf(random);
  const packagingGrams = random.pick([40, 60, 80]);
  const placed = until - random.between(2, 20) * 24 * hour - random.between(0, 24 * hour);
  const paid = placed + random.between(1, 90) * minute;
  const dispatched = paid + random.between(4, 30) * hour;
  const apart = lines.length > 2 && random.chance(0.4);
  const groups = scans === 0 ? [] : apart ? [lines.slice(0, 1), lines.slice(1)] : [lines];
  const parcels = groups.map((group) => parcelOf(random, group, packagingGrams, dispatched, scans));
  const lastScan = parcels.at(-1)?.scans.at(-1);
  return {
    shopId: random.pick(sampleShops).shopId,
    orderNumber: `${instant(placed).slice(0, 10).replaceAll('-', '')}${String(index).padStart(6, '0')}`,
    buyer: random.pick(buyers),
    status,
    placedAt: instant(placed),
    ...(status !== 'placed' && status !== 'cancelled' && { paidAt: instant(paid) }),
    ...((status === 'signed' || status === 'completed') && lastScan && { signedAt: lastScan.at }),
    packagingGrams,
    lines,
    parcels,
  };
};

/**
 * Orders of the sample shops with parcels and scans in every state, the same for the same seed; the last ones are a
 * few days before `until`. Used by the sample shop, tests and benchmarks alike.
 */
export const sampleOrders = (options: {
  seed: number;
  count: number;
  until: Date;
  buyers?: number;
}): SampleOrder[] => {
  const random = seededRandom(options.seed);
  const buyers = Array.from({ length: options.buyers ?? 120 }, (_, index) => buyerOf(random, index + 1));
  return Array.from({ length: options.count }, (_, index) =>
    orderOf(random, buyers, index + 1, options.until.getTime()),
  );
};
