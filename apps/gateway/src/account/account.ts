import type { Account, DomainEvent } from '@kefu/contracts';
import type { Statement } from '@kefu/event-store';
import type { Pool } from 'pg';

export type AccountChanged = DomainEvent<
  'AccountChanged',
  Pick<Account, 'agentId' | 'roles' | 'shops' | 'refundLimitFen' | 'active'> & { at: string }
>;

type Row = {
  agent_id: string;
  sign_in_name: string;
  name: string;
  roles: Account['roles'];
  shops: string[];
  refund_limit_fen: string;
  active: boolean;
};

const columns = 'agent_id, sign_in_name, name, roles, shops, refund_limit_fen, active';

const accountOf = (row: Row): Account => ({
  agentId: row.agent_id,
  signInName: row.sign_in_name,
  name: row.name,
  roles: row.roles,
  shops: row.shops,
  refundLimitFen: Number(row.refund_limit_fen),
  active: row.active,
});

export const listAccounts = async (pool: Pool): Promise<Account[]> => {
  const { rows } = await pool.query<Row>(`select ${columns} from account order by agent_id`);
  return rows.map(accountOf);
};

/** The account that may sign in under a name, with its password's hash. */
export const accountToSignIn = async (pool: Pool, signInName: string) => {
  const { rows } = await pool.query<Row & { password_hash: string }>(
    `select ${columns}, password_hash from account where sign_in_name = $1 and active`,
    [signInName],
  );
  return rows[0] && { account: accountOf(rows[0]), passwordHash: rows[0].password_hash };
};

export const isKnownAccount = async (pool: Pool, agentId: string): Promise<boolean> => {
  const { rowCount } = await pool.query('select from account where agent_id = $1', [agentId]);
  return rowCount === 1;
};

/** Writes an account; without a new password the old one stays. */
export const putAccount = (account: Account, passwordHash: string | undefined): Statement => ({
  key: account.agentId,
  sql: `insert into account (${columns}, password_hash)
        select ${columns}, coalesce(password_hash, '')
          from jsonb_to_recordset($1::jsonb) as a (agent_id text, sign_in_name text, name text, roles text[], shops text[],
               refund_limit_fen bigint, active boolean, password_hash text)
        on conflict (agent_id) do update set sign_in_name = excluded.sign_in_name, name = excluded.name,
          roles = excluded.roles, shops = excluded.shops, refund_limit_fen = excluded.refund_limit_fen,
          active = excluded.active, password_hash = coalesce(nullif(excluded.password_hash, ''), account.password_hash)`,
  row: {
    agent_id: account.agentId,
    sign_in_name: account.signInName,
    name: account.name,
    roles: account.roles,
    shops: account.shops,
    refund_limit_fen: account.refundLimitFen,
    active: account.active,
    password_hash: passwordHash ?? null,
  },
});
