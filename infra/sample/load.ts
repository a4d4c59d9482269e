import { createClient, type Client } from '@kefu/client';
import {
  samplePeople,
  samplePhrases,
  sampleOrders,
  sampleShops,
  type SampleOrder,
} from '@kefu/testing/sample';
import { importOrders } from './import-orders.ts';
import { recordScans } from './record-scans.ts';
import { signInLines } from './sign-in-lines.ts';
import { storyOrders } from './story-orders.ts';
import { tellCarrier } from './tell-carrier.ts';
import { writeShopSite } from './shop-site.ts';

export type SampleOptions = {
  gatewayUrl: string;
  /** The stand-in carrier, which is told what its scales showed. */
  carrierUrl: string;
  administratorPassword: string;
  /** The sample people's one password. */
  samplePassword: string;
  /** Where the stand-in shop's pages find their secrets and buyers. */
  shopSiteDir: string;
  progress: (line: string) => void;
};

const seed = 20_261_111;

const signIn = async (client: Client, name: string, password: string): Promise<Client> =>
  client.as((await client.call('gateway.signIn', { body: { name, password } })).token);

const openShops = async (administrator: Client): Promise<Map<string, string>> => {
  const secrets = new Map<string, string>();
  for (const { shopId, ...profile } of sampleShops) {
    const { widgetSecret } = await administrator.call('gateway.putShop', {
      params: { shopId },
      body: profile,
    });
    if (widgetSecret) secrets.set(shopId, widgetSecret);
  }
  return secrets;
};

const hirePeople = async (administrator: Client, password: string): Promise<void> => {
  for (const { agentId, ...profile } of samplePeople)
    await administrator.call('gateway.putAccount', {
      params: { agentId },
      body: { ...profile, active: true, password },
    });
};

const writePhrases = async (supervisor: Client): Promise<void> => {
  for (const { phraseId, ...body } of sampleShops.flatMap(({ shopId }) => samplePhrases(shopId)))
    await supervisor.call('chat.putPhrase', { params: { phraseId }, body });
};

const byShop = (orders: readonly SampleOrder[]) =>
  sampleShops.map(({ shopId }) => ({ shopId, orders: orders.filter((order) => order.shopId === shopId) }));

/**
 * Loads the sample merchant through the public API: shops, people, phrases, orders by CSV import, scans, and what the
 * stand-in carrier knows. May run again: what is there already stays.
 */
export const loadSample = async (options: SampleOptions): Promise<{ readyLines: string[] }> => {
  const { gatewayUrl, carrierUrl, administratorPassword, samplePassword, shopSiteDir, progress } = options;
  const nobody = createClient({ url: gatewayUrl });
  const administrator = await signIn(nobody, 'admin', administratorPassword);
  progress('sample: shops, people, quick replies');
  const secrets = await openShops(administrator);
  await hirePeople(administrator, samplePassword);
  await writePhrases(await signIn(nobody, 'zhou', samplePassword));

  const orders = [...sampleOrders({ seed, count: 320, until: new Date() }), ...storyOrders(new Date())];
  const integrator = await signIn(nobody, 'erp', samplePassword);
  for (const shop of byShop(orders)) await importOrders(integrator, shop.shopId, shop.orders, progress);
  const parcels = orders.flatMap((order) => order.parcels);
  progress(`sample: scans of ${parcels.length} parcels`);
  await recordScans(integrator, parcels);
  await tellCarrier(carrierUrl, parcels);
  await writeShopSite(shopSiteDir, secrets, orders);
  return {
    readyLines: [
      ...signInLines(samplePeople, samplePassword),
      `           as admin (administrator) with password ${administratorPassword}`,
    ],
  };
};
