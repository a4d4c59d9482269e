import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  'CREATE TABLE shop_zone (shop_id text PRIMARY KEY, zone text NOT NULL)',
  `CREATE TABLE order_import (
     import_id uuid PRIMARY KEY,
     shop_id text NOT NULL,
     state text NOT NULL CHECK (state IN ('mapping', 'staging', 'running', 'done', 'cancelled', 'failed')),
     zone text NOT NULL,
     files jsonb NOT NULL,
     created_by jsonb NOT NULL,
     started_with jsonb,
     created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     started_at timestamptz,
     finished_at timestamptz,
     failure text,
     is_staged boolean NOT NULL DEFAULT false,
     last_key text NOT NULL DEFAULT '' COLLATE "C",
     rows_read int NOT NULL DEFAULT 0,
     orders_total int,
     orders_done int NOT NULL DEFAULT 0,
     recorded int NOT NULL DEFAULT 0,
     changed int NOT NULL DEFAULT 0,
     unchanged int NOT NULL DEFAULT 0,
     bad_lines int NOT NULL DEFAULT 0,
     worked_ms int NOT NULL DEFAULT 0
   )`,
  `CREATE INDEX order_import_under_way ON order_import (started_at) WHERE state IN ('staging', 'running')`,
  `CREATE TABLE import_row (
     import_id uuid NOT NULL,
     keyed_by text NOT NULL CHECK (keyed_by IN ('order', 'customer', 'product')),
     join_key text NOT NULL COLLATE "C",
     file smallint NOT NULL,
     line int NOT NULL,
     role text NOT NULL,
     content json NOT NULL
   )`,
  'CREATE INDEX import_row_by_key ON import_row (import_id, keyed_by, join_key)',
  `CREATE TABLE import_error (
     import_id uuid NOT NULL,
     id bigint GENERATED ALWAYS AS IDENTITY,
     file smallint NOT NULL,
     line int NOT NULL,
     field text,
     value text,
     code text NOT NULL,
     reason text NOT NULL,
     PRIMARY KEY (import_id, file, line, id)
   )`,
];

export class OrderImports1790200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE import_error, import_row, order_import, shop_zone');
  }
}
