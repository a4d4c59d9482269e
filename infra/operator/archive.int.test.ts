import { randomBytes } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ServiceName } from '@kefu/contracts';
import { createMigrator } from '@kefu/service';
import { createTestDatabase, type TestDatabase } from '@kefu/testing/servers';
import { Client } from 'pg';

import { definitionOf } from '../service-definitions.ts';
import { archiveResting } from './archive.ts';
import type { Installation } from './installation.ts';
import { readLag } from './lag.ts';
import { installationOf } from './test/installation-of.ts';

// The services themselves do not run: their readers stand where a test puts them.
describe.each([
  ['returns', 'weight-checks', 'reading_position', `('weight-checks', $1)`],
  ['logistics', 'carrier-desk', 'carrier_desk', '(true, $1)'],
] as const)(
  'the log of %s, archived,',
  (service: ServiceName, reader: string, table: string, place: string) => {
    let database: TestDatabase;
    let installation: Installation;
    let owner: Client;

    beforeAll(async () => {
      database = await createTestDatabase(service);
      await createMigrator(await definitionOf(service), {
        migrationUrl: database.migrationDatabaseUrl,
        keysUrl: database.keysMigrationDatabaseUrl,
        serviceRole: database.serviceRole,
      }).run();
      installation = installationOf({ database, masterKey: randomBytes(32) });
      owner = new Client({ connectionString: database.migrationDatabaseUrl });
      await owner.connect();
      await owner.query(`INSERT INTO relay (topic, position) VALUES ('kefu.${service}', '1.900.1')`);
    });
    afterAll(() => owner?.end());

    /** A stream of five events, each of a transaction of its own from an id on. */
    const write = (stream: string, xid: number, recordedAt: string) =>
      owner.query(
        `INSERT INTO event (epoch, xid, sequence, version, schema_version, recorded_at, id, stream, type, data, metadata)
       SELECT 1, ($2::int + nr)::text::xid8, 1, nr, 1, $3, gen_random_uuid(), $1, 'Something', '{}', '{}'
       FROM generate_series(1, 5) AS nr`,
        [stream, xid, recordedAt],
      );
    const readerStandsAt = async (position: string) => {
      await owner.query(`DELETE FROM ${table}`);
      await owner.query(`INSERT INTO ${table} VALUES ${place}`, [position]);
    };
    const archive = (without?: string[]) =>
      archiveResting(installation, { service, before: new Date('2026-02-01'), without }, () => undefined);

    beforeEach(async () => {
      await owner.query(`TRUNCATE event, event_archive, ${table}`);
      await write('a-rested', 100, '2026-01-05');
      await write('b-moves', 200, '2026-03-05');
      await write('c-rested', 300, '2026-01-06');
    });

    it(`has ${reader}, which lag names with what is behind it`, async () => {
      await readerStandsAt('1.104.1');
      const { readers } = await readLag(installation, [service]);
      expect(readers).toContainEqual(expect.objectContaining({ service, reader, events: 11 }));
    });

    it(`leaves what ${reader} has still to read`, async () => {
      await readerStandsAt('1.104.1');
      expect(await archive()).toMatchObject({ streams: 2, events: 2 });
      await readerStandsAt('1.304.1');
      expect(await archive()).toMatchObject({ streams: 2, events: 3 });
      await readerStandsAt('1.900.1');
      expect(await archive()).toMatchObject({ streams: 1, events: 1 });
      expect(await archive()).toMatchObject({ streams: 0, events: 0 });
    });

    it(`waits for ${reader} to begin, unless the operator knows that it never will`, async () => {
      await expect(archive()).rejects.toThrow(`has begun (${reader})`);
      expect(await archive([reader])).toMatchObject({ streams: 2, events: 6 });
    });

    it('does not leave out a reader that has begun', async () => {
      await readerStandsAt('1.101.1');
      expect(await archive([reader])).toMatchObject({ events: 0 });
    });

    it('refuses while a table may hold the place of a reader that the service does not name', async () => {
      await readerStandsAt('1.900.1');
      await owner.query('CREATE TABLE other_desk (position text)');
      await expect(archive()).rejects.toThrow('other_desk');
      await owner.query('DROP TABLE other_desk');
    });
  },
);
