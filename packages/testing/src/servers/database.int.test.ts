import { describe, expect, it } from '@jest/globals';
import pg from 'pg';

import { createTestDatabase } from './database.ts';

const query = async (connectionString: string, sql: string): Promise<unknown[]> => {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
};

describe('a test database', () => {
  it('lets the owner make tables and the service only what it was granted', async () => {
    const database = await createTestDatabase('rules');
    try {
      await query(database.migrationDatabaseUrl, 'CREATE TABLE fact (n int)');
      await expect(query(database.databaseUrl, 'SELECT * FROM fact')).rejects.toThrow('permission denied');
      await query(database.migrationDatabaseUrl, `GRANT SELECT ON fact TO ${database.serviceRole}`);
      expect(await query(database.databaseUrl, 'SELECT * FROM fact')).toEqual([]);
    } finally {
      await database.close();
    }
  });

  it('is nobody else’s', async () => {
    const [one, other] = await Promise.all([createTestDatabase('twin'), createTestDatabase('twin')]);
    expect(one.databaseUrl).not.toBe(other.databaseUrl);
    await Promise.all([one.close(), other.close()]);
  });
});
