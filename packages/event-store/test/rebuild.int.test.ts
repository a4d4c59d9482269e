import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  booked,
  createParcelLog,
  metadata,
  parcels,
  scanned,
  type ParcelLog,
  type ParcelStore,
} from './parcel-log.ts';

let log: ParcelLog;
let store: ParcelStore;
beforeAll(async () => {
  log = await createParcelLog('rebuild');
  store = log.open({ views: [parcels] });
});
afterAll(() => log.close());

let booking = 0;
/** Three events a parcel. */
const write = async (count: number, into = store): Promise<void> => {
  const appends = Array.from({ length: count }, () => ({
    stream: `parcel-${++booking}`,
    expected: 'none' as const,
    events: [booked(`cu_${booking}`), scanned(`place-${booking % 7}`), scanned('Jinan')],
    metadata,
  }));
  await into.commit({ appends });
};

const schemasBeside = async () => {
  const { rows } = await store.pool.query<{ nspname: string }>(
    `SELECT nspname FROM pg_namespace WHERE nspname ~ '^(rebuild|retired)_' ORDER BY nspname`,
  );
  return rows.map(({ nspname }) => nspname);
};

const phoneOf = async (customerId: string) => {
  const { rows } = await store.pool.query<{ phone: string | null }>(
    'SELECT phone FROM parcel WHERE customer_id = $1',
    [customerId],
  );
  return rows.map(({ phone }) => phone);
};

/** Begins a change of the view and runs the work while it waits to switch, since somebody writes to the view. */
const whileItWaits = async <Result>(change: () => Promise<Result>, work: () => Promise<unknown>) => {
  const writer = await log.connect(log.migrationDatabaseUrl);
  await writer.query('BEGIN; LOCK TABLE public.parcel IN ROW EXCLUSIVE MODE');
  const changed = change();
  const onlooker = await log.connect(log.migrationDatabaseUrl);
  const isWaiting = `SELECT FROM pg_locks WHERE relation = 'public.parcel'::regclass AND NOT granted`;
  while ((await onlooker.query(isWaiting)).rowCount === 0);
  await work();
  await writer.query('COMMIT');
  return changed;
};

describe('while somebody’s transaction holds readers back', () => {
  let foreign: Awaited<ReturnType<ParcelLog['connect']>>;
  beforeAll(async () => {
    await write(10);
    foreign = await log.connect(log.migrationDatabaseUrl);
    await foreign.query('BEGIN; SELECT pg_current_xact_id()');
    for (let i = 0; i < 5; i++) await write(500);
  });
  afterAll(() => foreign.query('ROLLBACK'));

  it('a rebuild reads what is committed before writers wait, and the little rest while they do', async () => {
    const live = await store.hash(parcels);
    const progress: number[] = [];
    const unseen = log.open();
    const { events } = await whileItWaits(
      () => store.rebuild(parcels, { onProgress: (sofar) => progress.push(sofar) }),
      async () => {
        expect(progress.at(-1)).toBe(7_530);
        await write(1, unseen);
      },
    );
    expect(events).toBe(7_533);
    expect(progress.slice(-2)).toEqual([7_530, 7_533]);
    const { hash } = await store.rebuild(parcels);
    expect(await store.hash(parcels)).toBe(hash);
    expect(hash).not.toBe(live);
  });

  it('so does a way back', async () => {
    await store.rebuild(parcels);
    await write(100);
    const live = await store.hash(parcels);
    const progress: number[] = [];
    const { events, hash } = await whileItWaits(
      () => store.rollBack(parcels, { onProgress: (sofar) => progress.push(sofar) }),
      async () => expect(progress).toEqual([300]),
    );
    expect({ events, hash }).toEqual({ events: 300, hash: live });
  });

  it('a way back that was ended half-way goes on where it was', async () => {
    await store.rebuild(parcels);
    for (let i = 0; i < 4; i++) await write(500);
    const live = await store.hash(parcels);
    const over = new AbortController();
    const ended = store.rollBack(parcels, {
      signal: over.signal,
      onProgress: (sofar) => sofar > 5_000 && over.abort(),
    });
    await expect(ended).rejects.toThrow('aborted');
    await write(1);
    expect(await store.hash(parcels)).not.toBe(live);
    const now = await store.hash(parcels);
    expect(await store.rollBack(parcels)).toEqual({ events: 1_003, hash: now });
  });
});

describe('forgetting somebody', () => {
  it('drops what a rebuild left that was ended half-way', async () => {
    await write(1);
    const over = new AbortController();
    const ended = store.rebuild(parcels, { signal: over.signal, onProgress: () => over.abort() });
    await expect(ended).rejects.toThrow('aborted');
    expect(await schemasBeside()).toContain('rebuild_parcels');
    await store.forget('cu_nobody');
    expect(await schemasBeside()).toEqual([]);
  });

  it('makes a rebuild begin anew that read with the key', async () => {
    await write(1);
    const customerId = `cu_${booking}`;
    expect(await phoneOf(customerId)).toEqual(['13800000000']);
    const { hash } = await whileItWaits(
      () => store.rebuild(parcels),
      () => store.forget(customerId),
    );
    expect(await phoneOf(customerId)).toEqual([null]);
    expect((await store.rebuild(parcels)).hash).toBe(hash);
  });

  it('by another process leaves nothing to a rebuild that still remembers the key', async () => {
    const other = log.open();
    for (const forget of [
      (customerId: string) => store.forget(customerId).then(() => other.rebuild(parcels)),
      (customerId: string) =>
        whileItWaits(
          () => other.rebuild(parcels),
          () => store.forget(customerId),
        ),
    ]) {
      await write(1);
      const customerId = `cu_${booking}`;
      await other.rebuild(parcels);
      expect(await phoneOf(customerId)).toEqual(['13800000000']);
      await forget(customerId);
      expect(await phoneOf(customerId)).toEqual([null]);
    }
  });

  it('ends no rebuild by its several steps, each of which makes it begin anew', async () => {
    const begun: number[] = [];
    let rebuilt: Promise<unknown> | undefined;
    for (let steps = 1; steps <= 6; steps++) {
      await whileItWaits(
        async () => {
          rebuilt ??= store.rebuild(parcels, { onProgress: (sofar) => begun.push(sofar) });
        },
        () => store.forget(['cu_nobody', 'cu_nobody-else']),
      );
    }
    await rebuilt;
    expect(begun.length).toBeGreaterThanOrEqual(7);
  });

  it('ends a way back, which says so', async () => {
    await store.rebuild(parcels);
    const live = await store.hash(parcels);
    const back = whileItWaits(
      () => store.rollBack(parcels),
      () => store.forget('cu_nobody'),
    );
    await expect(back).rejects.toThrow('somebody was forgotten');
    expect(await store.hash(parcels)).toBe(live);
    expect(await schemasBeside()).toEqual([]);
  });

  it('again and again while writers write loses nothing of a view that is rebuilt', async () => {
    let isRebuilding = true;
    const others = Array.from({ length: 4 }, async () => {
      while (isRebuilding) await write(1);
    });
    const forgetting = (async () => {
      for (let i = 0; i < 10; i++) await store.forget(`cu_gone_${i}`);
    })();
    for (let i = 0; i < 3; i++) await store.rebuild(parcels);
    isRebuilding = false;
    await Promise.all([...others, forgetting]);
    const live = await store.hash(parcels);
    expect((await store.rebuild(parcels)).hash).toBe(live);
  });
});

describe('a view that a follower begins to keep', () => {
  it('while its rebuild waits to switch is left to the follower', async () => {
    const owner = await log.connect(log.migrationDatabaseUrl);
    const live = await store.hash(parcels);
    const rebuilt = whileItWaits(
      () => store.rebuild(parcels),
      () => owner.query(`INSERT INTO checkpoint (view, position) VALUES ('parcels', '1.1.1')`),
    );
    await expect(rebuilt).rejects.toThrow('began to be followed');
    expect(await store.hash(parcels)).toBe(live);
    await owner.query('DELETE FROM checkpoint');
  });
});

describe('a process of the release before', () => {
  it('may empty former tables when somebody is forgotten', async () => {
    await store.rebuild(parcels);
    const service = await log.connect();
    const { rows } = await service.query('SELECT view, tables FROM retired_view');
    expect(rows).toEqual([{ view: 'parcels', tables: parcels.tables }]);
    await service.query('BEGIN; DELETE FROM retired_parcels.parcel; DELETE FROM retired_parcels.place');
    await service.query(`DELETE FROM retired_view WHERE view = 'parcels'`);
    await service.query('COMMIT');
    await expect(store.rollBack(parcels)).rejects.toThrow('no former tables');
    await store.rebuild(parcels);
  });
});
