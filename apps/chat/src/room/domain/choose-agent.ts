/** An agent who may be given a conversation, with how much of their room is taken. */
export type AgentRoom = {
  agentId: string;
  open: number;
  capacity: number;
  /** When the agent last got a conversation, in ms; 0 for never. */
  lastAssignedAt: number;
  /** Knows this customer from a conversation before. */
  knowsCustomer: boolean;
};

/**
 * Whom a waiting conversation goes to: the agent whom the customer knows, else the least loaded for their capacity,
 * else who has waited longest. Undefined when nobody has room.
 */
export const chooseAgent = (candidates: readonly AgentRoom[]): AgentRoom | undefined =>
  candidates
    .filter(({ open, capacity }) => open < capacity)
    .toSorted(
      (a, b) =>
        Number(b.knowsCustomer) - Number(a.knowsCustomer) ||
        a.open / a.capacity - b.open / b.capacity ||
        a.lastAssignedAt - b.lastAssignedAt,
    )[0];
