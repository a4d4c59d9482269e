import type { SampleOrder } from '@kefu/testing/sample';
import { importOrders } from '../sample/import-orders.ts';
import { recordScans } from '../sample/record-scans.ts';
import { stories, storyOrder, type StoryName } from '../sample/story-orders.ts';
import { tellCarrier } from '../sample/tell-carrier.ts';
import { withBorrowedDesk } from './borrowed-desk.ts';
import type { Cast } from './cast.ts';
import {
  awaitVerdict,
  expectClaims,
  expectPay,
  expectRefund,
  expectSilence,
  openCase,
} from './case-scene.ts';
import { agentId, saidToCustomer, talk, type Talk } from './conversation-scene.ts';
import type { Narration } from './narration.ts';
import { until } from './until.ts';

type Stage = { cast: Cast; narration: Narration; orders: Record<StoryName, SampleOrder>; run: string };
type Scene = { talk: Talk; caseId: string; orderId: string };

/** Orders of this run only, so that the story can be played again and again. */
const prepareOrders = (run: string): Record<StoryName, SampleOrder> => {
  const at = new Date();
  const order = (name: StoryName, index: number) =>
    storyOrder(
      { ...stories[name], buyerId: `${stories[name].buyerId}-${run}` },
      { orderNumber: `${run}${index}`, number: `78${run.slice(-11)}${index}`, at },
    );
  return {
    'lost-in-transit': order('lost-in-transit', 1),
    'short-packed': order('short-packed', 2),
    'claim-unsupported': order('claim-unsupported', 3),
    inconclusive: order('inconclusive', 4),
    'above-authority': order('above-authority', 5),
  };
};

const importScene = async ({ cast, narration, orders }: Stage): Promise<void> => {
  narration.chapter('Import: the orders come in as a CSV file, their parcels are scanned');
  const integrator = await cast.person('erp');
  const all = Object.values(orders);
  const imported = await importOrders(integrator, 'flagship', all, narration.tell);
  narration.fact(
    `${all.length} orders recorded, no bad line`,
    imported.progress.recorded === all.length && imported.progress.badLines === 0,
  );
  const again = await importOrders(integrator, 'flagship', all, narration.tell);
  narration.fact(
    'the same file again changes nothing',
    again.progress.unchanged === all.length && again.progress.recorded === 0,
  );
  const parcels = all.flatMap((order) => order.parcels);
  await recordScans(integrator, parcels);
  await tellCarrier(cast.carrierUrl, parcels);
};

/** From the first word to the case, for the story's last line: the one that is missing. */
const complain = async ({ cast, narration, orders }: Stage, name: StoryName): Promise<Scene> => {
  const order = orders[name];
  const missing = order.lines.find(({ product }) => /SCARF|BROOCH|SHAWL/.test(product.sku));
  if (!missing) throw new Error(`nothing is missing in the story ${name}`);
  const conversation = await talk(
    cast,
    narration,
    order.buyer.buyerId,
    `你好,我的包裹里少了一件:${missing.product.title}`,
  );
  const orderId = `${order.shopId}:${order.orderNumber}`;
  const caseId = await openCase(conversation, narration, { orderId, lineId: missing.lineId });
  return { talk: conversation, caseId, orderId };
};

const finish = async (
  { narration }: Stage,
  { talk: { agent, conversationId }, caseId, talk: inHand }: Scene,
): Promise<void> => {
  await expectPay(inHand, narration, caseId);
  const closed = await until(() =>
    agent.call('chat.closeConversation', { params: { conversationId } }).catch(() => undefined),
  );
  narration.fact('the conversation is closed', closed?.state === 'closed');
};

const lostInTransit = async (stage: Stage): Promise<void> => {
  const { cast, narration } = stage;
  narration.chapter('Lost on the way: refunded within the agent’s authority, the carrier owes us');
  const scene = await complain(stage, 'lost-in-transit');
  await awaitVerdict(scene.talk, narration, scene.caseId, {
    verdict: 'lost-in-transit',
    state: 'refund-approved',
  });
  await expectRefund(cast, narration, scene.talk, scene.caseId, 4_600);
  await expectClaims(scene.talk, narration, scene.caseId, 1, 0);
  const finance = await cast.person('zhao');
  const paid = await finance.call('returns.payRefund', {
    params: { caseId: scene.caseId },
    body: { amountFen: 4_600, reference: `demo:${stage.run}` },
  });
  narration.fact(`finance paid it (${paid.reference})`, paid.state === 'paid');
  const twice = await finance
    .call('returns.payRefund', {
      params: { caseId: scene.caseId },
      body: { amountFen: 4_600, reference: 'demo:again' },
    })
    .then(
      () => 'paid again',
      (error: unknown) => (error instanceof Error ? error.message : 'refused'),
    );
  narration.fact(`paying twice is refused`, twice.includes('refund-paid-already'));
  const second = await scene.talk.agent
    .call('returns.openCase', {
      body: {
        orderId: scene.orderId,
        lineId: '2',
        quantity: 1,
        kind: 'missing-item',
        slip: 'short',
        parcel: 'undamaged',
      },
    })
    .then(
      () => 'opened',
      (error: unknown) => (error instanceof Error ? error.message : 'refused'),
    );
  narration.fact('a second case for the refunded line is refused', second.includes('line-refunded-already'));
  await finish(stage, scene);
};

const shortPacked = async (stage: Stage): Promise<void> => {
  const { cast, narration } = stage;
  narration.chapter('Packed short: refunded, the warehouse gets the complaint');
  const scene = await complain(stage, 'short-packed');
  await awaitVerdict(scene.talk, narration, scene.caseId, {
    verdict: 'short-packed',
    state: 'refund-approved',
  });
  await expectRefund(cast, narration, scene.talk, scene.caseId, 4_600);
  await expectClaims(scene.talk, narration, scene.caseId, 0, 1);
  await finish(stage, scene);
};

const unsupported = async (stage: Stage): Promise<void> => {
  const { cast, narration } = stage;
  narration.chapter('Not supported by the scales: a person decides before the customer hears anything');
  const scene = await complain(stage, 'claim-unsupported');
  await awaitVerdict(scene.talk, narration, scene.caseId, {
    verdict: 'claim-unsupported',
    state: 'awaiting-person',
  });
  await expectSilence(scene.talk, narration);
  const supervisor = await cast.person('zhou');
  const decided = await supervisor.call('returns.decideCase', {
    params: { caseId: scene.caseId },
    body: { outcome: 'decline', reason: '称重与发货记录都不支持' },
  });
  narration.fact('the supervisor declined with a reason', decided.state === 'declined');
  const told = await until(async () =>
    (await saidToCustomer(scene.talk)).find((text) => text.includes('平台介入')),
  );
  narration.fact('the customer hears the outcome and the way to the platform', told !== undefined);
  await expectClaims(scene.talk, narration, scene.caseId, 0, 0);
  await finish(stage, scene);
};

const undecidable = async (stage: Stage): Promise<void> => {
  const { cast, narration } = stage;
  narration.chapter('Too light for the scales: a person decides, in good faith');
  const scene = await complain(stage, 'inconclusive');
  await awaitVerdict(scene.talk, narration, scene.caseId, {
    verdict: 'inconclusive',
    state: 'awaiting-person',
  });
  await expectSilence(scene.talk, narration);
  const decided = await scene.talk.agent.call('returns.decideCase', {
    params: { caseId: scene.caseId },
    body: { outcome: 'refund', reason: '首次反馈,金额小' },
  });
  narration.fact('the agent decided to refund', decided.state === 'refund-approved');
  await expectRefund(cast, narration, scene.talk, scene.caseId, 2_900);
  await finish(stage, scene);
};

const aboveAuthority = async (stage: Stage): Promise<void> => {
  const { cast, narration } = stage;
  narration.chapter('Above the agent’s authority: the supervisor approves');
  const scene = await complain(stage, 'above-authority');
  await awaitVerdict(scene.talk, narration, scene.caseId, {
    verdict: 'lost-in-transit',
    state: 'awaiting-approval',
  });
  const params = { caseId: scene.caseId };
  const body = { approve: true, reason: '核实无误' };
  const own = await scene.talk.agent.call('returns.approveRefund', { params, body }).then(
    () => 'approved',
    (error: unknown) => (error instanceof Error ? error.message : 'refused'),
  );
  narration.fact('the agent may not approve it', own.includes('403'));
  const supervisor = await cast.person('zhou');
  const { items } = await supervisor.call('returns.listApprovals', { query: { limit: 500 } });
  narration.fact(
    'it waits on the supervisor’s page',
    items.some(({ caseId }) => caseId === scene.caseId),
  );
  const approved = await supervisor.call('returns.approveRefund', { params, body });
  narration.fact('the supervisor approved it', approved.state === 'refund-approved');
  await expectRefund(cast, narration, scene.talk, scene.caseId, 12_900);
  await expectClaims(scene.talk, narration, scene.caseId, 1, 0);
  await finish(stage, scene);
};

const nosyBuyer = async ({ cast, narration, orders }: Stage): Promise<void> => {
  narration.chapter('A buyer asks for somebody else’s order');
  const other = orders['short-packed'];
  const buyer = await cast.buyer('flagship', orders['lost-in-transit'].buyer.buyerId);
  const peek = await buyer
    .call('orders.getOrder', { params: { orderId: `${other.shopId}:${other.orderNumber}` } })
    .then(
      () => 'seen',
      (error: unknown) => (error instanceof Error ? error.message : 'refused'),
    );
  narration.fact('it does not exist for them', peek.includes('order-unknown'));
  const { items } = await buyer.call('orders.myOrders');
  narration.fact('their own is there', items.length === 1);
};

const never = new Promise<never>(() => undefined);

/** Every story once, each through the doors that the pages use; gives up when `interrupted` rejects. */
export const playStories = async (
  cast: Cast,
  narration: Narration,
  interrupted: Promise<never> = never,
): Promise<void> => {
  const run = String(Date.now());
  const stage: Stage = { cast, narration, orders: prepareOrders(run), run };
  const scenes = [
    importScene,
    lostInTransit,
    shortPacked,
    unsupported,
    undecidable,
    aboveAuthority,
    nosyBuyer,
  ];
  const play = async (): Promise<void> => {
    for (const scene of scenes) await scene(stage);
  };
  await withBorrowedDesk(await cast.person(agentId), () => Promise.race([play(), interrupted]));
};
