import { agents, type Conversation, type Message, type Principal } from '@kefu/contracts';
import { canSeeShop, hasRole } from '@kefu/service';
import type { ChatEvent } from '../events.ts';

/** Rooms of sockets: who hears of which conversation. */
const agentRoom = (agentId: string) => `agent:${agentId}`;
const customerRoom = (shopId: string, customerId: string) => `customer:${shopId}/${customerId}`;
const waitingRoom = (shopId: string) => `waiting:${shopId}`;
const watchRoom = (shopId: string) => `watch:${shopId}`;
const everyWaitingRoom = (shopId: string) => [waitingRoom(shopId), waitingRoom('*')];

/** The rooms a caller's socket joins. `*` in a person's shops stands for every shop. */
export const roomsOf = (who: Principal): string[] => {
  if (who.kind === 'customer') return who.shops.map((shopId) => customerRoom(shopId, who.id));
  const own = hasRole(who, ...agents) ? [agentRoom(who.id), ...who.shops.map(waitingRoom)] : [];
  const watching = hasRole(who, 'team-lead', 'supervisor', 'manager') ? who.shops.map(watchRoom) : [];
  return [...own, ...watching];
};

/** Who gets a conversation's news: its agent, whoever watches the shop, and the shop's agents while it waits. */
export const staffAudience = ({ shopId, agentId, state }: Conversation): string[] => [
  ...(agentId ? [agentRoom(agentId)] : []),
  ...(state === 'waiting' ? everyWaitingRoom(shopId) : []),
  watchRoom(shopId),
  watchRoom('*'),
];

/** Who had the conversation before them until this event, and takes it off the list when told how it stands now. */
export const formerAudience = ({ type, data }: ChatEvent): string[] => {
  switch (type) {
    case 'ConversationAssigned':
    case 'ConversationClosed':
      return everyWaitingRoom(data.shopId);
    case 'ConversationTransferred':
      return [agentRoom(data.from)];
    default:
      return [];
  }
};

export const customerAudience = ({ shopId, customerId }: Conversation): string =>
  customerRoom(shopId, customerId);

export const mayCustomerSee = ({ visibleTo }: Message): boolean => visibleTo === 'everyone';

/** May the caller have a socket at all? */
export const mayListen = (who: Principal): boolean =>
  who.kind === 'customer' ? who.shops.some((shopId) => canSeeShop(who, shopId)) : roomsOf(who).length > 0;
