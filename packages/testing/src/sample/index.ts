export { sampleShops, samplePeople } from './merchant.ts';
export { sampleProducts, type SampleProduct } from './products.ts';
export { samplePhrases } from './phrases.ts';
export {
  gramsOf,
  sampleOrders,
  type SampleBuyer,
  type SampleLine,
  type SampleOrder,
  type SampleParcel,
  type SampleScan,
} from './orders.ts';
export { sampleColumns, sampleCsv } from './order-csv.ts';
export { seededRandom, type Random } from './random.ts';
