import type { MigrationInterface, QueryRunner } from 'typeorm';

// Ids are compared as bytes: they grow with time, and lists are paged by them.
const tables = [
  `create table case_summary (
     case_id text collate "C" primary key,
     summary jsonb not null,
     shop_id text not null generated always as (summary ->> 'shopId') stored
   )`,
  `create index case_summary_by_content on case_summary using gin (summary jsonb_path_ops)`,
  `create table refund (
     case_id text collate "C" primary key,
     refund jsonb not null,
     shop_id text not null generated always as (refund ->> 'shopId') stored
   )`,
  `create index refund_by_content on refund using gin (refund jsonb_path_ops)`,
  `create table warehouse_complaint (
     complaint_id text collate "C" primary key,
     case_id text not null,
     complaint jsonb not null
   )`,
  `create index warehouse_complaint_by_case on warehouse_complaint (case_id)`,
  `create table order_fact (
     order_id text primary key,
     facts jsonb not null,
     event_at timestamptz not null,
     event_id text collate "C" not null
   )`,
  `create index order_fact_newest on order_fact (event_at, event_id)`,
  `create table weight_tolerance (
     shop_id text primary key,
     between_scales_grams int not null check (between_scales_grams >= 0),
     against_expected_grams int not null check (against_expected_grams >= 0)
   )`,
  `comment on table weight_tolerance is 'The row * holds for shops without one of their own'`,
  `insert into weight_tolerance values ('*', 20, 30)`,
  `create table reading_position (reader text primary key, position text not null)`,
  `comment on table reading_position is 'How far a reader of the log has acted on it'`,
];

export class CasesRefundsOrders1790000000001 implements MigrationInterface {
  readonly name = 'CasesRefundsOrders1790000000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(table);
  }

  async down(): Promise<void> {
    throw new Error('cases and refunds are not undone by a migration');
  }
}
