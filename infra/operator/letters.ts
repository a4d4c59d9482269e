import { setTimeout as delay } from 'node:timers/promises';

import type { ServiceName } from '@kefu/contracts';
import {
  createDeadLetters,
  createLetterRequests,
  type DeadLetter,
  type DeadLetterState,
  type LetterOrder,
  type LetterOutcome,
} from '@kefu/messaging';
import pg from 'pg';

import type { Installation } from './installation.ts';
import { exitCodes, OperatorProblem } from './problem.ts';
import type { OnProgress } from './screen.ts';

const mostListed = 1_000;

const onPool = async <Result>(url: string, work: (pool: pg.Pool) => Promise<Result>): Promise<Result> => {
  const pool = new pg.Pool({ connectionString: url, max: 2, connectionTimeoutMillis: 5_000 });
  pool.on('error', () => undefined); // the query at hand fails with it, too
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
};

export type Letter = DeadLetter & { service: ServiceName };

/** In the order in which they would be handled; those that wait, unless another state is asked for. */
export const listLetters = async (
  installation: Installation,
  services: readonly ServiceName[],
  { state, key }: { state?: DeadLetterState; key?: string },
): Promise<Letter[]> => {
  const all = services.map((service) =>
    onPool(installation.accessTo(service).databaseUrl, async (pool) => {
      const letters = await createDeadLetters(pool, service).list({ state, key, limit: mostListed });
      return letters.map((letter): Letter => ({ ...letter, service }));
    }),
  );
  return (await Promise.all(all)).flat();
};

const plainNumber = /^\d{1,18}$/;

export const findLetter = async (
  installation: Installation,
  service: ServiceName,
  id: string,
): Promise<Letter> => {
  const letter = plainNumber.test(id)
    ? await onPool(installation.accessTo(service).databaseUrl, (pool) =>
        createDeadLetters(pool, service).find(id),
      )
    : undefined;
  if (letter === undefined)
    throw new OperatorProblem(
      `${service} has no dead letter ${id}. \`npx kefu letters list ${service}\` shows them.`,
      exitCodes.wrongUse,
    );
  return { ...letter, service };
};

export type Ordered = LetterOutcome & { request: string; order: LetterOrder };

export type Ordering = { by: string; waitMs: number; onProgress?: OnProgress };

const lookEveryMs = 200;

/** Leaves the orders for the running service, which has the handlers, and waits for what becomes of each. */
const orderAll = async (
  url: string,
  service: ServiceName,
  orders: readonly LetterOrder[],
  { by, waitMs, onProgress }: Ordering,
): Promise<Ordered[]> =>
  onPool(url, async (pool) => {
    const requests = createLetterRequests(pool, service);
    const outcomeOf = async (request: string): Promise<LetterOutcome> => {
      for (const until = Date.now() + waitMs; ;) {
        const found = await requests.find(request);
        if (found?.finishedAt) return found.outcome ?? {};
        if (Date.now() > until && !found?.takenAt)
          throw new OperatorProblem(
            `${service} has not taken the order up within ${waitMs / 1_000} s. It stands (request ${request}), and is done as soon as ${service} runs: \`npm run status\`.`,
            exitCodes.unreachable,
          );
        await delay(lookEveryMs);
      }
    };
    const asked: { request: string; order: LetterOrder }[] = [];
    for (const order of orders) asked.push({ request: await requests.ask(order, by), order });
    const done: Ordered[] = [];
    for (const { request, order } of asked) {
      done.push({ request, order, ...(await outcomeOf(request)) });
      onProgress?.(done.length, orders.length);
    }
    return done;
  });

/** Which keys to try again: one, that of a letter, or all that wait. */
export type RedriveTarget = { key?: string; id?: string; all?: boolean };

const keysOf = async (
  installation: Installation,
  service: ServiceName,
  { key, id, all }: RedriveTarget,
): Promise<string[]> => {
  if (id !== undefined) return [(await findLetter(installation, service, id)).key];
  const waiting = await listLetters(installation, [service], { key });
  if (key === undefined && all !== true)
    throw new OperatorProblem(
      'Say what to redrive: --key <key>, --id <letter> or --all.',
      exitCodes.wrongUse,
    );
  return [...new Set(waiting.map((letter) => letter.key))];
};

/** Hands what waits to its handlers again, each key in its order; a key stops at the first event that fails again. */
export const redriveLetters = async (
  installation: Installation,
  service: ServiceName,
  target: RedriveTarget,
  ordering: Ordering,
): Promise<Ordered[]> => {
  const keys = await keysOf(installation, service, target);
  const orders = keys.map((key): LetterOrder => ({ do: 'redrive', key }));
  return orderAll(installation.accessTo(service).databaseUrl, service, orders, ordering);
};

/** Gives one event up for good; those behind it go on waiting for a redrive. */
export const dropLetter = async (
  installation: Installation,
  service: ServiceName,
  { id, reason }: { id: string; reason: string },
  ordering: Ordering,
): Promise<Ordered> => {
  const letter = await findLetter(installation, service, id);
  if (letter.settledAt !== null)
    throw new OperatorProblem(`Letter ${id} was ${letter.state} already, by ${letter.settledBy}.`);
  const order: LetterOrder = { do: 'drop', letter: id, reason };
  const [ordered] = await orderAll(installation.accessTo(service).databaseUrl, service, [order], ordering);
  if (ordered === undefined) throw new Error('an order was left without outcome');
  return ordered;
};
