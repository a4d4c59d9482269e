import { sampleCsv, type SampleOrder } from '@kefu/testing/sample';

import { recordScans } from '../sample/record-scans.ts';
import { stories, storyOrder, type StoryName } from '../sample/story-orders.ts';
import { tellCarrier } from '../sample/tell-carrier.ts';
import { cast } from './platform.ts';

const run = String(Date.now());

const orderOf = (name: StoryName, index: number): SampleOrder =>
  storyOrder(
    { ...stories[name], buyerId: `${stories[name].buyerId}-${run}` },
    { orderNumber: `${run}${index}`, number: `79${run.slice(-11)}${index}`, at: new Date() },
  );

/** Two orders of this run alone, whose parcels lost something on the way. */
export const lost = orderOf('lost-in-transit', 1);
export const costly = orderOf('above-authority', 2);

/** A shop's export as clerks get it: a column under a name of its own, and a line that cannot be read. */
export const exportedCsv = (): string => {
  const [header = '', ...lines] = sampleCsv([lost, costly]).trimEnd().split('\r\n');
  const bad = (lines[0] ?? '').replace(`${run}1`, `${run}3`).replace(',signed,', ',寄到火星,');
  return [header.replace('买家会员名', '旺旺'), ...lines, bad].join('\r\n');
};

/** What the carrier knows of the parcels: the scans that it sends, and the weights that it tells when asked. */
export const scanParcels = async (): Promise<void> => {
  const parcels = [...lost.parcels, ...costly.parcels];
  await recordScans(await cast.person('erp'), parcels);
  await tellCarrier(cast.carrierUrl, parcels);
};
