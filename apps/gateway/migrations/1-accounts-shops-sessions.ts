import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AccountsShopsSessions1790000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table account (
        agent_id text primary key,
        sign_in_name text not null unique,
        name text not null,
        roles text[] not null,
        shops text[] not null,
        refund_limit_fen bigint not null,
        active boolean not null,
        password_hash text not null
      );
      create table shop (
        shop_id text primary key,
        name text not null,
        platform text not null,
        type text not null,
        zone text not null,
        state text not null,
        sealed_widget_secret text not null
      );
      -- A person's session names the account, whose roles are read anew at each look; a customer's holds who it is.
      create table session (
        token_hash bytea primary key,
        agent_id text references account,
        customer jsonb,
        created_at timestamptz not null default now(),
        expires_at timestamptz not null,
        check ((agent_id is null) <> (customer is null))
      );
      create index session_expiry on session (expires_at);
      create index session_of_agent on session (agent_id) where agent_id is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table session; drop table shop; drop table account');
  }
}
