import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Ratings1790000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE rating (
        conversation_id uuid PRIMARY KEY,
        customer_id text NOT NULL,
        agent_id text NOT NULL,
        stars int NOT NULL,
        words text,
        at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX rating_of_agent ON rating (agent_id, at DESC)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE rating');
  }
}
