import type { AnswerOf, WeightReading } from '@kefu/contracts';
import { shops } from './people.ts';
import { uuidOf, type Random } from './random.ts';

export type Order = AnswerOf<'orders.getOrder'>;
export type Waybill = AnswerOf<'logistics.getWaybill'>;

const goods = [
  ['SCARF-RED', '羊毛围巾 中国红 190×70cm', 4_600, 100],
  ['SCARF-GREY', '羊毛围巾 浅灰', 4_600, 100],
  ['COAT-M', '双面羊绒大衣女秋冬中长款显瘦高级感气质外套 驼色 M', 89_900, 1_450],
  ['SOCK-5', '纯棉中筒袜 5 双装', 2_990, 180],
  ['MUG-BLUE', '手绘马克杯 青花 400ml 带盖带勺', 3_900, 420],
  ['BUTTON', '备用纽扣 8mm', 300, 8],
  ['LAMP', '北欧护眼台灯', 15_800, 900],
  ['BED-4', '四件套 60 支长绒棉 1.8m 床', 45_900, 2_600],
] as const;

const carriers = ['zto', 'yto', 'sf'] as const;
const statuses = ['signed', 'signed', 'signed', 'dispatched', 'paid', 'completed'] as const;

const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();

export const makeOrder = (random: Random, number: number, customerId: string, name: string): Order => {
  const shop = shops[number % shops.length] ?? shops[0];
  const shopId = shop?.shopId ?? 'flagship';
  const orderNumber = `20261021000${String(18_800 + number)}`;
  const lines = Array.from({ length: 1 + random.below(3) }, (_, index) => {
    const [sku, title, unitPriceFen, weightGrams] = goods[(number + index * 3) % goods.length] ?? goods[0];
    return {
      lineId: String(index + 1),
      sku,
      title,
      quantity: 1 + random.below(2),
      unitPriceFen,
      weightGrams,
    };
  });
  const status = statuses[number % statuses.length] ?? 'signed';
  const carrier = carriers[number % carriers.length] ?? 'zto';
  const waybillNumber = `7731000000${String(number).padStart(4, '0')}`;
  return {
    orderId: `${shopId}:${orderNumber}`,
    shopId,
    orderNumber,
    customerId,
    status,
    placedAt: ago(120 + number),
    paidAt: ago(119 + number),
    ...(status === 'signed' || status === 'completed' ? { signedAt: ago(20 + random.below(30)) } : {}),
    currency: 'CNY',
    paidFen: lines.reduce((sum, { quantity, unitPriceFen }) => sum + quantity * unitPriceFen, 0),
    freightFen: 0,
    packagingGrams: 60,
    lines,
    parcels:
      status === 'paid'
        ? []
        : [{ waybillId: `${carrier}:${waybillNumber}`, carrier, number: waybillNumber, lineIds: [] }],
    recipient: { name, phone: '138****1234', address: '浙江省杭州市***' },
    recordedAt: ago(100),
  };
};

export const makeWaybill = (order: Order, number: number): Waybill | undefined => {
  const parcel = order.parcels[0];
  if (!parcel) return undefined;
  const { waybillId, carrier } = parcel;
  const expected = order.lines.reduce((sum, line) => sum + (line.weightGrams ?? 0) * line.quantity, 60);
  const missing = order.lines[0]?.weightGrams ?? 100;
  const scale = (
    station: 'origin' | 'last',
    grams: number,
    hours: number,
    kind: WeightReading['kind'] = 'scale',
  ): WeightReading => ({
    readingId: `${waybillId}-${station}-${kind}`,
    waybillId,
    station,
    kind,
    raw: kind === 'unreadable' ? '已称' : `${(grams / 1_000).toFixed(2)}kg`,
    grams: kind === 'unreadable' ? null : grams,
    at: ago(hours),
    source: 'scan',
    ...(kind === 'manual' && { evidence: 'screenshot-8812.png' }),
  });
  const readings = [
    scale('origin', number % 5 === 1 ? expected - missing : expected, 90),
    ...(number % 4 === 3
      ? [scale('last', expected, 24, 'unreadable')]
      : [
          scale(
            'last',
            number % 3 === 0 ? expected - missing : expected,
            24,
            number % 6 === 0 ? 'manual' : 'scale',
          ),
        ]),
    scale('origin', Math.ceil(expected / 1_000) * 1_000, 91, 'billed'),
  ];
  const state = order.status === 'dispatched' ? (number % 7 === 3 ? 'exception' : 'in-transit') : 'signed';
  const steps = [
    ['杭州余杭网点', 'picked-up', 95],
    ['杭州转运中心', 'in-transit', 88],
    ['上海青浦转运中心', 'in-transit', 60],
    ['上海徐汇网点', state === 'exception' ? 'exception' : 'out-for-delivery', 26],
    ...(state === 'signed' ? ([['上海徐汇网点', 'signed', 24]] as const) : []),
  ] as const;
  return {
    waybillId,
    carrier,
    number: parcel.number,
    orderId: order.orderId,
    shopId: order.shopId,
    state,
    lastScanAt: ago(24),
    scans: steps.map(([place, scanState, hours], index) => ({
      scanId: `${waybillId}-${index}`,
      at: ago(hours),
      place,
      state: scanState,
      ...(scanState === 'exception' && { reason: '网点爆仓,预计延误 1–2 天' }),
    })),
    readings,
  };
};

export const inquiryId = (number: number) => uuidOf(4, number);
