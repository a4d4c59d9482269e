import type { DomainEvent, Presence } from '@kefu/contracts';
import type { Statement } from '@kefu/event-store';
import type { Pool } from 'pg';
import type { AgentRoom } from './domain/choose-agent.ts';

/** Time at work is paid and measured by these. */
export type AgentStateChanged = DomainEvent<
  'AgentStateChanged',
  {
    agentId: string;
    state: 'online' | 'busy' | 'break' | 'offline';
    reason: string | null;
    capacity: number;
    at: string;
  }
>;

export const putRoom = (row: {
  agent_id: string;
  name: string;
  shops: readonly string[];
  state: string;
  capacity: number;
  at: string;
}): Statement => ({
  key: row.agent_id,
  sql: `insert into agent_room (agent_id, name, shops, state, capacity, since)
        select agent_id, name, shops, state, capacity, at from jsonb_to_recordset($1::jsonb)
          as r (agent_id text, name text, shops text[], state text, capacity int, at timestamptz)
        on conflict (agent_id) do update set name = excluded.name, shops = excluded.shops, state = excluded.state,
          capacity = excluded.capacity, since = excluded.since,
          suspended = agent_room.open >= excluded.capacity or (agent_room.suspended and agent_room.open > excluded.capacity - 2)`,
  row,
});

/**
 * One more conversation for an agent. Unless it `may_exceed` the cap (a hand-over between people, a known buyer), the
 * table's check refuses it when there is no room left: two routers can never both give the last place away.
 */
export const takeRoom = (agentId: string, mayExceed: boolean, at: string): Statement => ({
  key: agentId,
  sql: `update agent_room r set open = r.open + 1, last_assigned_at = t.at,
               over_cap = r.open + 1 > r.capacity and not t.may_exceed,
               suspended = r.suspended or r.open + 1 >= r.capacity
          from jsonb_to_recordset($1::jsonb) as t (agent_id text, may_exceed boolean, at timestamptz)
         where r.agent_id = t.agent_id`,
  row: { agent_id: agentId, may_exceed: mayExceed, at },
});

/** One conversation less; who was suspended at the cap is back two below it. */
export const freeRoom = (agentId: string): Statement => ({
  key: agentId,
  sql: `update agent_room r set open = greatest(r.open - 1, 0), suspended = r.suspended and r.open - 1 > r.capacity - 2
          from jsonb_to_recordset($1::jsonb) as t (agent_id text) where r.agent_id = t.agent_id`,
  row: { agent_id: agentId },
});

/** Did the database refuse because the agent had no room left? */
export const isNoRoom = (error: unknown): boolean =>
  error instanceof Error && 'constraint' in error && error.constraint === 'agent_room_cap';

type Row = {
  agent_id: string;
  name: string;
  shops: string[];
  state: 'online' | 'busy' | 'break' | 'offline';
  suspended: boolean;
  capacity: number;
  open: number;
  since: Date;
};

const presenceOf = (row: Row): Presence => ({
  agentId: row.agent_id,
  name: row.name,
  shops: row.shops,
  state: row.state === 'online' && row.suspended ? 'suspended' : row.state,
  capacity: row.capacity,
  open: row.open,
  since: row.since.toISOString(),
});

export const findPresence = async (pool: Pool, agentId: string): Promise<Presence | undefined> => {
  const { rows } = await pool.query<Row>('select * from agent_room where agent_id = $1', [agentId]);
  return rows[0] && presenceOf(rows[0]);
};

export const listPresence = async (pool: Pool, shops: readonly string[]): Promise<Presence[]> => {
  const { rows } = await pool.query<Row>(
    `select * from agent_room where '*' = any($1) or '*' = any(shops) or shops && $1 order by name`,
    [shops],
  );
  return rows.map(presenceOf);
};

/** Everyone online for a shop who is not suspended, and whether this customer knows them. */
export const candidatesFor = async (pool: Pool, shopId: string, customerId: string): Promise<AgentRoom[]> => {
  const { rows } = await pool.query<{
    agent_id: string;
    open: number;
    capacity: number;
    last: Date | null;
    knows: boolean;
  }>(
    `select r.agent_id, r.open, r.capacity, r.last_assigned_at as last,
            exists (select from conversation c where c.customer_id = $2 and c.agent_id = r.agent_id and c.state = 'closed') as knows
       from agent_room r
      where r.state = 'online' and not r.suspended and r.open < r.capacity and ($1 = any(r.shops) or '*' = any(r.shops))`,
    [shopId, customerId],
  );
  return rows.map((row) => ({
    agentId: row.agent_id,
    open: row.open,
    capacity: row.capacity,
    lastAssignedAt: row.last?.getTime() ?? 0,
    knowsCustomer: row.knows,
  }));
};
