import { gramsOf, sampleProducts, type SampleLine, type SampleOrder } from '@kefu/testing/sample';

const hour = 3_600_000;

const line = (lineId: string, sku: string, quantity = 1): SampleLine => {
  const product = sampleProducts.find((known) => known.sku === sku);
  if (!product) throw new RangeError(`no product ${sku}`);
  return { lineId, product, quantity };
};

export type Story = {
  buyerId: string;
  buyerName: string;
  lines: SampleLine[];
  /** What went missing at which point of the way: seen by the carrier's scales. */
  missing: { origin: number; last: number };
};

const scarf = 100;

/** Buyers whose missing item ends in each of the ways it can; the last one is above an agent's authority. */
export const stories = {
  'lost-in-transit': {
    buyerId: 'wang-lost',
    buyerName: '王小雨',
    lines: [line('1', 'SWEATER-TURTLE'), line('2', 'SCARF-RED'), line('3', 'GLOVE-TOUCH')],
    missing: { origin: 0, last: scarf },
  },
  'short-packed': {
    buyerId: 'li-short',
    buyerName: '李向阳',
    lines: [line('1', 'TEE-WHITE', 2), line('2', 'SCARF-GREY')],
    missing: { origin: scarf, last: scarf },
  },
  'claim-unsupported': {
    buyerId: 'zhang-unsupported',
    buyerName: '张一帆',
    lines: [line('1', 'PANTS-JEANS'), line('2', 'SCARF-RED')],
    missing: { origin: 0, last: 0 },
  },
  inconclusive: {
    buyerId: 'chen-undecidable',
    buyerName: '陈果',
    lines: [line('1', 'SHIRT-LINEN'), line('2', 'BROOCH-LEAF')],
    missing: { origin: 0, last: 0 },
  },
  'above-authority': {
    buyerId: 'sun-supervisor',
    buyerName: '孙晴',
    lines: [line('1', 'SWEATER-CREW'), line('2', 'SHAWL-LONG')],
    missing: { origin: 0, last: 320 },
  },
} as const satisfies Record<string, Story>;
export type StoryName = keyof typeof stories;

const packagingGrams = 60;

/** The order of one story: delivered, its parcel never weighed on the way, so that the carrier has to be asked. */
export const storyOrder = (
  { buyerId, buyerName, lines, missing }: Story,
  { orderNumber, number, at }: { orderNumber: string; number: string; at: Date },
): SampleOrder => {
  const expected = gramsOf(lines) + packagingGrams;
  const ago = (hours: number) => new Date(at.getTime() - hours * hour).toISOString();
  return {
    shopId: 'flagship',
    orderNumber,
    buyer: {
      buyerId,
      name: buyerName,
      phone: '13800001234',
      address: '浙江省杭州市余杭区文一西路 969 号 3 栋 1203 室',
    },
    status: 'signed',
    placedAt: ago(80),
    paidAt: ago(79),
    signedAt: ago(5),
    packagingGrams,
    lines,
    parcels: [
      {
        carrier: 'zto',
        number,
        lineIds: lines.map(({ lineId }) => lineId),
        scans: [
          { scanId: `${number}-1`, at: ago(60), place: '义乌揽收点', state: 'picked-up' },
          { scanId: `${number}-2`, at: ago(30), place: '杭州转运中心', state: 'in-transit' },
          { scanId: `${number}-3`, at: ago(8), place: '余杭仓前网点', state: 'out-for-delivery' },
          { scanId: `${number}-4`, at: ago(5), place: '余杭仓前网点', state: 'signed' },
        ],
        trueGrams: { origin: expected - missing.origin, last: expected - missing.last },
      },
    ],
  };
};

/** One order of each story for trying it by hand. */
export const storyOrders = (at: Date): SampleOrder[] =>
  Object.values(stories).map((story, index) =>
    storyOrder(story, { orderNumber: `20260001000${index + 1}`, number: `7739000000000${index + 1}`, at }),
  );
