import { setTimeout as delay } from 'node:timers/promises';

import { createClient, ProblemError } from '@kefu/client';
import { services, type ServiceName } from '@kefu/contracts';
import { createEventStore } from '@kefu/event-store';
import { customerIdOf, keepsPersonalData } from '@kefu/service';

import { definitionOf } from '../service-definitions.ts';
import type { Installation } from './installation.ts';
import { findPlainText, tellingTexts, type Finding } from './plain-text.ts';
import { exitCodes, OperatorProblem } from './problem.ts';
import type { OnProgress } from './screen.ts';
import { lookAtWiping } from './wiped-tables.ts';
import { withDatabase } from './with-database.ts';

/** What one service has of a customer, before anything is forgotten. */
export type Held = {
  service: ServiceName;
  /** Under which it seals their data: the pseudonym, and perhaps others. */
  subjects: string[];
  /** Events with personal data of theirs. */
  events: number;
  /** Personal values of theirs, to be looked for afterwards. They are never printed. */
  texts: string[];
};

/** The pseudonym of a shop's buyer; only whoever has the key can tell. */
export const pseudonymOf = ({ pseudonymKey }: Installation, shop: string, buyer: string): string => {
  if (pseudonymKey === undefined)
    throw new OperatorProblem(
      'To find a buyer the pseudonym key is needed: set KEFU_SECRETS or KEFU_PSEUDONYM_KEY, or name the pseudonym itself.',
      exitCodes.wrongUse,
    );
  return customerIdOf(Buffer.from(pseudonymKey, 'base64'), shop, buyer);
};

type Sealed = { stream: string; version: string; fields: string[] };

const sealedEvents = `
  SELECT stream, version, ARRAY(SELECT json_object_keys(sealed::json)) AS fields FROM event_history
  WHERE subject = ANY ($1) AND sealed IS NOT NULL`;

const heldBy = async (installation: Installation, service: ServiceName, customer: string): Promise<Held> => {
  const { databaseUrl, keysDatabaseUrl, masterKey } = installation.accessTo(service);
  const { forgetting, upcasters } = await definitionOf(service);
  const keys = { databaseUrl: keysDatabaseUrl, masterKey };
  const store = createEventStore({ databaseUrl, keys, upcasters, poolSize: 2 });
  try {
    const others = (await forgetting?.otherSubjects?.(store.pool, customer)) ?? [];
    const subjects = [customer, ...others];
    const { rows } = await store.pool.query<Sealed>(sealedEvents, [subjects]);
    const values: unknown[] = [];
    for (const { stream, version, fields } of rows) {
      const [event] = await store.read(stream, { from: Number(version), limit: 1 });
      const data: Record<string, unknown> = { ...event?.data };
      values.push(...fields.map((field) => data[field]));
    }
    return { service, subjects, events: rows.length, texts: tellingTexts(values) };
  } finally {
    await store.close();
  }
};

export const keepingServices = async (): Promise<ServiceName[]> => {
  const keeping: ServiceName[] = [];
  for (const service of services) if (keepsPersonalData(await definitionOf(service))) keeping.push(service);
  return keeping;
};

/** What is known of a customer in every service that keeps personal data. */
export const whatIsHeld = async (installation: Installation, customer: string): Promise<Held[]> => {
  const held: Held[] = [];
  for (const service of await keepingServices()) held.push(await heldBy(installation, service, customer));
  return held;
};

/** Orders it at the gateway, as the account that the installation names; answers when. */
export const orderForgetting = async (
  { gatewayUrl, account: { name, password } }: Installation,
  customerId: string,
  reason: string,
): Promise<Date> => {
  if (password === undefined)
    throw new OperatorProblem(
      'Whoever forgets a customer signs in: set KEFU_OPERATOR_NAME and KEFU_OPERATOR_PASSWORD of an administrator.',
      exitCodes.wrongUse,
    );
  try {
    const nobody = createClient({ url: gatewayUrl, patienceMs: 10_000 });
    const { token } = await nobody.call('gateway.signIn', { body: { name, password } });
    const administrator = nobody.as(token);
    const ordered = await administrator.call('gateway.forgetCustomer', {
      params: { customerId },
      body: { reason },
    });
    await administrator.call('gateway.signOut');
    return new Date(ordered.at);
  } catch (error) {
    if (error instanceof ProblemError)
      throw new OperatorProblem(
        `The gateway refused it: ${error.message}. KEFU_OPERATOR_NAME and KEFU_OPERATOR_PASSWORD say who signs in; it has to be an administrator.`,
      );
    throw new OperatorProblem(
      `The gateway at ${gatewayUrl} does not answer (\`npm run status\`); KEFU_GATEWAY_URL says where else it is.`,
      exitCodes.unreachable,
    );
  }
};

const lookEveryMs = 500;

const isSettled = async (
  installation: Installation,
  service: ServiceName,
  customer: string,
  orderedAt: Date,
): Promise<boolean> =>
  withDatabase(installation.accessTo(service).databaseUrl, async (client) => {
    const { rowCount } = await client.query(
      `SELECT FROM forgotten_customer WHERE customer_id = $1 AND ordered_at >= $2 AND settled_at IS NOT NULL`,
      [customer, orderedAt],
    );
    return rowCount === 1;
  });

/** Until every service has done it, also for what other processes may still have written; answers who has not. */
export const untilSettled = async (
  installation: Installation,
  customer: string,
  { orderedAt, waitMs, onProgress }: { orderedAt: Date; waitMs: number; onProgress?: OnProgress },
): Promise<ServiceName[]> => {
  const keeping = await keepingServices();
  let waiting = keeping;
  for (const end = Date.now() + waitMs; ;) {
    const settled = await Promise.all(
      waiting.map((service) => isSettled(installation, service, customer, orderedAt)),
    );
    waiting = waiting.filter((_, i) => settled[i] !== true);
    onProgress?.(keeping.length - waiting.length, keeping.length);
    if (waiting.length === 0 || Date.now() > end) return waiting;
    await delay(lookEveryMs);
  }
};

export type Proof = {
  service: ServiceName;
  /** `unheard-of`: no key was ever made or destroyed. `none`: the service never keeps personal data. */
  keys: 'destroyed' | 'there' | 'unheard-of' | 'none';
  /** When the last of the customer's keys was destroyed. */
  destroyedAt: Date | null;
  /** Rows of the customer's that the service would still have to wipe. */
  rowsLeft: number;
  /** Where something of theirs still stands in plain text. */
  found: Finding[];
  /** Where the same words stand in tables of which everything of theirs was wiped: others said them, too. */
  othersWords: Finding[];
};

type KeyState = { subject: string; destroyed_at: Date | null };

const keysOf = async (
  installation: Installation,
  { service, subjects }: Pick<Held, 'service' | 'subjects'>,
): Promise<Pick<Proof, 'keys' | 'destroyedAt'>> =>
  withDatabase(installation.accessTo(service).keysDatabaseUrl, async (client) => {
    const { rows } = await client.query<KeyState>(
      'SELECT subject, destroyed_at FROM data_key WHERE subject = ANY ($1)',
      [subjects],
    );
    const times = rows.flatMap(({ destroyed_at }) => destroyed_at?.getTime() ?? []);
    if (rows.length === 0) return { keys: 'unheard-of', destroyedAt: null };
    if (times.length < subjects.length) return { keys: 'there', destroyedAt: null };
    return { keys: 'destroyed', destroyedAt: new Date(Math.max(...times)) };
  });

/** What is looked for, and whose it is. */
type Search = { customerId: string; texts: readonly string[] };

const searchService = async (
  installation: Installation,
  service: ServiceName,
  { customerId, texts }: Search,
): Promise<Pick<Proof, 'rowsLeft' | 'found' | 'othersWords'>> => {
  const { forgetting = { wipe: () => [] } } = await definitionOf(service);
  return withDatabase(installation.accessTo(service).ownerDatabaseUrl, async (client) => {
    const { tables, rowsLeft } = await lookAtWiping(client, forgetting, customerId);
    const findings = await findPlainText(client, texts, customerId);
    const isWiped = ({ table }: Finding): boolean => rowsLeft === 0 && tables.has(table);
    return {
      rowsLeft,
      found: findings.filter((finding) => !isWiped(finding)),
      othersWords: findings.filter(isWiped),
    };
  });
};

/** Looks whether the keys are gone, and reads every table of every service for what was known of the customer. */
export const prove = async (
  installation: Installation,
  customerId: string,
  {
    held,
    texts = [],
    onProgress,
  }: { held: readonly Held[]; texts?: readonly string[]; onProgress?: OnProgress },
): Promise<Proof[]> => {
  const wanted = [...new Set([...held.flatMap((one) => one.texts), ...tellingTexts(texts)])];
  const proofs: Proof[] = [];
  for (const [nth, service] of services.entries()) {
    const keeping = held.find((one) => one.service === service);
    const keys =
      keeping === undefined
        ? { keys: 'none' as const, destroyedAt: null }
        : await keysOf(installation, keeping);
    const searched = await searchService(installation, service, { customerId, texts: wanted });
    proofs.push({ service, ...keys, ...searched });
    onProgress?.(nth + 1, services.length);
  }
  return proofs;
};

export const isForgotten = (proofs: readonly Proof[]): boolean =>
  proofs.every(
    ({ keys, rowsLeft, found }) =>
      (keys === 'destroyed' || keys === 'none') && rowsLeft === 0 && found.length === 0,
  );
