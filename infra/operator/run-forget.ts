import { confirm, isCancel } from '@clack/prompts';

import {
  isForgotten,
  orderForgetting,
  prove,
  pseudonymOf,
  untilSettled,
  whatIsHeld,
  type Held,
  type Proof,
} from './forget.ts';
import type { Finding } from './plain-text.ts';
import { readInstallation, type Installation } from './installation.ts';
import { exitCodes, OperatorProblem } from './problem.ts';
import { createScreen, table, type Screen } from './screen.ts';

type Options = {
  json?: boolean;
  shop?: string;
  buyer?: string;
  reason?: string;
  check?: boolean;
  yes?: boolean;
  text?: string[];
  wait: number;
};

const customerOf = (
  installation: Installation,
  named: string | undefined,
  { shop, buyer }: Options,
): string => {
  if (shop !== undefined && buyer !== undefined) return pseudonymOf(installation, shop, buyer);
  if (named !== undefined && /^(cu|vi)_[\w-]+$/.test(named)) return named;
  throw new OperatorProblem(
    'Name a customer by the pseudonym (cu_… or vi_…), or by --shop and --buyer.',
    exitCodes.wrongUse,
  );
};

const layOutHeld = (held: Held[]): string =>
  table(
    ['service', 'events with personal data', 'texts to look for'],
    held.map(({ service, events, texts }) => [service, events, texts.length]),
  );

const keysAre = ({ keys, destroyedAt }: Proof): string => {
  if (destroyedAt !== null) return destroyedAt.toISOString();
  return { there: 'STILL THERE', 'unheard-of': 'was not told', destroyed: '', none: 'has none' }[keys];
};

const placesOf = (findings: Finding[]): string =>
  findings.length === 0
    ? 'nothing'
    : findings.map(({ table: name, column, rows }) => `${name}.${column}: ${rows} rows`).join(', ');

const layOut = ({ customer, proofs }: { customer: string; proofs: Proof[] }): string => {
  const rows = proofs.map((proof) => [
    proof.service,
    keysAre(proof),
    proof.rowsLeft,
    placesOf(proof.found),
    placesOf(proof.othersWords),
  ]);
  const verdict = isForgotten(proofs)
    ? `${customer} is forgotten: no key, no row left to wipe, and no plain text in any table.`
    : `${customer} is NOT forgotten.`;
  const headings = [
    'service',
    'key destroyed',
    'rows to wipe',
    'plain text found',
    'the same words of others',
  ];
  return `${table(headings, rows)}\n\n${verdict}`;
};

const makeSure = async (customer: string, { yes, reason }: Options): Promise<string> => {
  if (reason === undefined)
    throw new OperatorProblem('Say why: --reason <text>. It stays in the log.', exitCodes.wrongUse);
  if (yes === true) return reason;
  if (!process.stdin.isTTY)
    throw new OperatorProblem('This cannot be undone: add --yes.', exitCodes.wrongUse);
  const sure = await confirm({
    message: `Forget ${customer} for good? This cannot be undone.`,
    initialValue: false,
  });
  if (isCancel(sure) || !sure) throw new OperatorProblem('Nothing was done.');
  return reason;
};

const orderAndWait = async (
  installation: Installation,
  customer: string,
  { reason, wait, screen }: { reason: string; wait: number; screen: Screen },
): Promise<void> => {
  const orderedAt = await orderForgetting(installation, customer, reason);
  screen.say(
    'Ordered. Each service does it at once, and once more after 40 s, when no process can know a key.',
  );
  const waiting = await screen.during('services that have forgotten', (onProgress) =>
    untilSettled(installation, customer, { orderedAt, waitMs: wait * 1_000, onProgress }),
  );
  if (waiting.length > 0)
    throw new OperatorProblem(
      `${waiting.join(', ')} ${waiting.length > 1 ? 'have' : 'has'} not forgotten within ${wait} s. The order stands and is done when they run (\`npm run status\`); then prove it with --check.`,
      exitCodes.unreachable,
    );
};

export const forget = async (named: string | undefined, options: Options): Promise<void> => {
  const screen = createScreen(options);
  const installation = readInstallation(process.env);
  const customer = customerOf(installation, named, options);
  const held = await whatIsHeld(installation, customer);
  screen.say(`${layOutHeld(held)}\n`);
  if (options.check !== true) {
    const reason = await makeSure(customer, options);
    await orderAndWait(installation, customer, { reason, wait: options.wait, screen });
  }
  const proofs = await screen.during('looking for what was known, service by service', (onProgress) =>
    prove(installation, customer, { held, texts: options.text, onProgress }),
  );
  screen.result({ customer, forgotten: isForgotten(proofs), proofs }, layOut);
  if (!isForgotten(proofs)) process.exitCode = exitCodes.somethingIsWrong;
};
