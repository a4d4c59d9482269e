import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createParcelLog, metadata, scanned, type ParcelLog } from './parcel-log.ts';

describe('the service’s own role', () => {
  let log: ParcelLog;
  beforeAll(async () => {
    log = await createParcelLog('rights');
    await log
      .open()
      .commit({ appends: [{ stream: 'p-1', expected: 'none', events: [scanned('Jinan')], metadata }] });
  });
  afterAll(() => log.close());

  it.each([
    'UPDATE event SET data = data',
    'DELETE FROM event',
    'TRUNCATE event',
    'ALTER TABLE event DISABLE TRIGGER ALL',
    'UPDATE event_log SET epoch = 2',
    'DROP TABLE event',
    'UPDATE retired_view SET view = view',
  ])('may not %s', async (statement) => {
    const service = await log.connect();
    await expect(service.query(statement)).rejects.toMatchObject({ code: '42501' });
  });

  it('reads and appends', async () => {
    const store = log.open();
    await store.commit({ appends: [{ stream: 'p-1', expected: 1, events: [scanned('Xuzhou')], metadata }] });
    expect(await store.read('p-1')).toHaveLength(2);
  });
});
