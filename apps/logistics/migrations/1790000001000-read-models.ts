import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ReadModels1790000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table parcel (
        waybill_id text primary key,
        carrier text not null,
        number text not null,
        order_id text not null,
        shop_id text not null,
        version int not null
      );
      create index parcel_order on parcel (order_id);
      create index parcel_number on parcel (number);

      create table scan (
        waybill_id text not null,
        scan_id text not null,
        scan jsonb not null,
        primary key (waybill_id, scan_id)
      );

      create table reading (
        waybill_id text not null,
        version int not null,
        reading jsonb not null,
        primary key (waybill_id, version)
      );

      create table known_order (
        order_id text primary key,
        shop_id text not null,
        customer_id text not null,
        seen_at timestamptz not null
      );
      create index known_order_seen on known_order (seen_at);

      create table inquiry (
        inquiry_id text primary key,
        waybill_id text not null,
        carrier text not null,
        order_id text not null,
        shop_id text not null,
        case_id text,
        question text not null,
        state text not null,
        asked_by text not null,
        asked_at timestamptz not null,
        answer_due_at timestamptz not null,
        note text,
        chased int not null default 0,
        answered_at timestamptz,
        answered_by text,
        answer_note text,
        readings jsonb not null default '[]'
      );
      create index inquiry_waybill on inquiry (waybill_id);
      create index inquiry_case on inquiry (case_id);
      create index inquiry_due on inquiry ((state = 'answered'), answer_due_at, inquiry_id);

      create table carrier_claim (
        claim_id text primary key,
        case_id text not null unique,
        waybill_id text not null,
        carrier text not null,
        order_id text not null,
        shop_id text not null,
        reason text not null,
        amount_fen bigint not null,
        recorded_at timestamptz not null
      );
      create index carrier_claim_recorded on carrier_claim (recorded_at desc, claim_id desc);

      create table carrier_desk (
        sole boolean primary key check (sole),
        position text not null
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table parcel, scan, reading, known_order, inquiry, carrier_claim, carrier_desk');
  }
}
