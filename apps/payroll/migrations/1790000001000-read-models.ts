import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ReadModels1790000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table ledger_entry (
        entry_id text primary key,
        agent_id text not null,
        month text not null,
        kind text not null,
        quantity int not null,
        amount_fen bigint not null,
        case_id text not null,
        because jsonb not null,
        at timestamptz not null
      );
      create index ledger_entry_agent on ledger_entry (agent_id, month, at desc, entry_id desc);
      create index ledger_entry_case on ledger_entry (case_id);
      create index ledger_entry_at on ledger_entry (at desc, entry_id desc);

      create table rate (
        kind text not null,
        valid_from timestamptz not null,
        amount_fen bigint not null,
        primary key (kind, valid_from)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table ledger_entry, rate');
  }
}
