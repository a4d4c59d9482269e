import { createHash, randomBytes } from 'node:crypto';
import type { Principal } from '@kefu/contracts';
import type { Pool } from 'pg';

export type Session = { token: string; expiresAt: Date };

const hashOf = (token: string) => createHash('sha256').update(token).digest();
const mint = (lifetimeMs: number): Session => ({
  token: randomBytes(32).toString('base64url'),
  expiresAt: new Date(Date.now() + lifetimeMs),
});

const hour = 3_600_000;
const personLifetimeMs = 12 * hour; // a shift with its overtime
const customerLifetimeMs = 12 * hour;
const visitorLifetimeMs = 30 * 24 * hour; // an anonymous visitor is only known by the token

type Row = {
  customer: Principal | null;
  agent_id: string;
  name: string;
  roles: Principal['roles'];
  shops: string[];
  refund_limit_fen: string;
};

const principalOf = (row: Row): Principal =>
  row.customer ?? {
    id: row.agent_id,
    name: row.name,
    kind: 'person',
    roles: row.roles,
    shops: row.shops,
    limits: { refundFen: Number(row.refund_limit_fen) },
  };

export const openPersonSession = async (pool: Pool, agentId: string): Promise<Session> => {
  const session = mint(personLifetimeMs);
  await pool.query('insert into session (token_hash, agent_id, expires_at) values ($1, $2, $3)', [
    hashOf(session.token),
    agentId,
    session.expiresAt,
  ]);
  return session;
};

export const openCustomerSession = async (pool: Pool, customer: Principal): Promise<Session> => {
  const session = mint(customer.customerId ? customerLifetimeMs : visitorLifetimeMs);
  await pool.query('insert into session (token_hash, customer, expires_at) values ($1, $2, $3)', [
    hashOf(session.token),
    customer,
    session.expiresAt,
  ]);
  return session;
};

/** Who the session's token speaks for now; undefined when it ended or the account was switched off. */
export const whoHolds = async (pool: Pool, token: string): Promise<Principal | undefined> => {
  const { rows } = await pool.query<Row>(
    `select s.customer, a.agent_id, a.name, a.roles, a.shops, a.refund_limit_fen
       from session s left join account a on a.agent_id = s.agent_id
      where s.token_hash = $1 and s.expires_at > now() and (s.customer is not null or a.active)`,
    [hashOf(token)],
  );
  return rows[0] && principalOf(rows[0]);
};

export const endSession = async (pool: Pool, token: string): Promise<void> => {
  await pool.query('delete from session where token_hash = $1', [hashOf(token)]);
};

export const forgetEndedSessions = async (pool: Pool): Promise<void> => {
  await pool.query('delete from session where expires_at < now()');
};
