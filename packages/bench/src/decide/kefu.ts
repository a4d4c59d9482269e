import { createEventStore, type Snapshots } from '@kefu/event-store';
import { metadata } from '../append/payload.ts';
import { complaintOf } from '../append/kefu.ts';
import type { Contestant } from '../contest.ts';
import { createLogDatabase } from '../database.ts';
import { counter, type CaseOpened } from './counter.ts';

export type Deciding = { poolSize: number; streams: number; length: number; snapshots?: Snapshots };

export const createKefuDecider = async ({
  poolSize,
  streams,
  length,
  snapshots,
}: Deciding): Promise<Contestant> => {
  const database = await createLogDatabase('bench_decide');
  const store = createEventStore<CaseOpened>({
    databaseUrl: database.databaseUrl,
    poolSize,
    keys: { databaseUrl: database.keysDatabaseUrl, masterKey: Buffer.alloc(32, 1) },
  });
  const names = Array.from({ length: streams }, (_, i) => `case-${i}`);
  const thousand = Array.from({ length: Math.min(length, 1_000) }, () =>
    counter.decide('open', counter.initial),
  ).flat();
  for (const stream of names) {
    for (let written = 0; written < length; written += thousand.length)
      await store.commit({ appends: [{ stream, expected: written || 'none', events: thousand, metadata }] });
  }
  let calls = 0;
  return {
    name: 'kefu',
    version: '0.1.0',
    work: async () => {
      const stream = names[calls++ % streams] ?? '';
      await store.handle({ stream, decider: counter, command: 'open', metadata, snapshots });
      return stream;
    },
    complaint: (acknowledged) => complaintOf(store, streams * length + acknowledged),
    close: async () => {
      await store.close();
      await database.close();
    },
  };
};
