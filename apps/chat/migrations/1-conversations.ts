import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Conversations1790000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table conversation (
        conversation_id uuid primary key,
        shop_id text not null,
        customer_id text not null,
        anonymous boolean not null,
        customer_name text not null,
        state text not null,
        agent_id text,
        version int not null,
        last_sequence int not null,
        last_text text,
        last_from text,
        waiting_since timestamptz,
        asked_first_at timestamptz,
        first_response_ms int,
        started_at timestamptz not null,
        updated_at timestamptz not null
      );
      create unique index conversation_going_on on conversation (shop_id, customer_id) where state <> 'closed';
      create index conversation_of_agent on conversation (agent_id, state);
      create index conversation_waiting on conversation (waiting_since) where state = 'waiting';
      create index conversation_of_customer on conversation (customer_id, agent_id);
      create index conversation_of_shop on conversation (shop_id, updated_at);

      create table message (
        conversation_id uuid not null,
        sequence int not null,
        message_id uuid not null unique,
        sender text not null,
        sender_id text not null,
        text text,
        link jsonb,
        visible_to text not null,
        at timestamptz not null,
        primary key (conversation_id, sequence)
      );

      create table agent_room (
        agent_id text primary key,
        name text not null,
        shops text[] not null,
        state text not null,
        suspended boolean not null default false,
        capacity int not null,
        open int not null default 0,
        over_cap boolean not null default false,
        last_assigned_at timestamptz,
        since timestamptz not null,
        constraint agent_room_cap check (not over_cap)
      );

      create table conversation_case (
        case_id uuid primary key,
        conversation_id uuid not null,
        resolved boolean not null
      );
      create index conversation_case_open on conversation_case (conversation_id) where not resolved;

      create table phrase (
        phrase_id uuid primary key,
        shop_id text not null,
        "group" text not null,
        shortcut text not null,
        text text not null
      );
      create index phrase_of_shop on phrase (shop_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table phrase; drop table conversation_case; drop table agent_room; drop table message; drop table conversation',
    );
  }
}
