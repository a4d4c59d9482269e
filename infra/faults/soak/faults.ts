import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { notes } from '../notes/noted.ts';
import type { World } from './world.ts';

type Fault = (world: World) => Promise<void>;

const victimOf = ({ victims, stage }: World) => {
  const [victim] = victims.splice(stage.random.between(0, victims.length - 1), 1);
  if (victim === undefined) throw new Error('nobody is left to be a victim');
  return victim;
};

/** Readers go on beside a transaction of another database; one of their own makes them, the relay too, wait for its end. */
const holdTransaction: Fault = async ({ postgres, service, stage }) => {
  const connectionString = stage.random.pick([postgres.address, service.migrationDatabaseUrl]);
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query('BEGIN; SELECT pg_current_xact_id()');
  await delay(stage.random.between(2_000, 8_000));
  await client.query('COMMIT');
  await client.end();
};

const freeze: Fault = async (world) => {
  const victim = victimOf(world);
  victim.freeze();
  await delay(world.stage.random.between(3_000, 12_000));
  victim.thaw();
  world.victims.push(victim);
};

const replace =
  (end: 'kill' | 'terminate'): Fault =>
  async (world) => {
    await victimOf(world)[end]();
    await world.startVictim();
  };

/** Each by the name of the scenario that tries it alone. Each leaves the world whole. */
export const faults: Record<string, Fault> = {
  'F1 PostgreSQL killed': async ({ postgres }) => {
    await postgres.crash();
    await postgres.start();
  },
  'F2 a transaction held open': holdTransaction,
  'F5 a process killed': replace('kill'),
  'F6 F8 a process frozen': freeze,
  'F7 Kafka killed': async ({ kafka }) => {
    await kafka.crash();
    await kafka.start();
  },
  'F9 a consumer comes': async (world) => {
    await world.startVictim();
    await victimOf(world).terminate();
  },
  'F11 PostgreSQL away': async ({ postgres, stage }) => {
    await postgres.stop();
    await delay(stage.random.between(1_000, 8_000));
    await postgres.start();
  },
  'F12 a process ended': replace('terminate'),
  'a link cut': async ({ link, stage }) => {
    await link.cut();
    await delay(stage.random.between(100, 5_000));
    await link.mend();
  },
  'a link slow': async ({ link, stage }) => {
    link.slowDown(stage.random.between(20, 150));
    await delay(5_000);
    await link.mend();
  },
  'F23 a link stalled': async ({ link, kafka, stage }) => {
    const stalled = stage.random.pick([link, kafka.link]);
    stalled.stall();
    await delay(stage.random.between(3_000, 25_000));
    await stalled.mend();
  },
  'F16 a rebuild': async ({ service }) => {
    await service.store.rebuild(notes);
  },
};
