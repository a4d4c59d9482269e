import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `CREATE TABLE order_view (
     order_id text PRIMARY KEY,
     shop_id text NOT NULL,
     customer_id text NOT NULL,
     order_number text NOT NULL COLLATE "C",
     placed_at timestamptz NOT NULL,
     facts jsonb NOT NULL,
     recipient jsonb,
     version int NOT NULL,
     recorded_at timestamptz NOT NULL
   )`,
  'CREATE INDEX order_view_newest ON order_view (placed_at DESC, order_id DESC)',
  'CREATE INDEX order_view_of_shop ON order_view (shop_id, placed_at DESC, order_id DESC)',
  'CREATE INDEX order_view_of_customer ON order_view (customer_id, placed_at DESC, order_id DESC)',
  'CREATE INDEX order_view_by_number ON order_view (order_number)',
];

export class Orders1790100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE order_view');
  }
}
