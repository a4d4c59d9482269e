import type { DeadLetterState } from '@kefu/messaging';

import { chosenService, chosenServices, readInstallation } from './installation.ts';
import {
  dropLetter,
  findLetter,
  listLetters,
  redriveLetters,
  type Letter,
  type Ordered,
  type RedriveTarget,
} from './letters.ts';
import { exitCodes } from './problem.ts';
import { createScreen, table } from './screen.ts';

type Shown = { json?: boolean };
type Ordering = Shown & { by: string; wait: number };

const short = (text: string | null, most = 80): string =>
  text === null ? '' : text.length > most ? `${text.slice(0, most - 1)}…` : text;

const layOutAll = (letters: Letter[]): string =>
  letters.length === 0
    ? 'Nothing waits.'
    : table(
        ['service', 'letter', 'state', 'key', 'event', 'attempts', 'since', 'error'],
        letters.map((letter) => [
          letter.service,
          letter.id,
          letter.state,
          letter.key,
          letter.eventType ?? 'unknown',
          letter.attempts,
          letter.at.toISOString(),
          short(letter.reason ?? letter.error),
        ]),
      );

const layOutOne = (letter: Letter): string => {
  const { headers, payload, at, settledAt, ...rest } = letter;
  const plain = { ...rest, at: at.toISOString(), settledAt: settledAt?.toISOString() ?? null };
  return [
    ...Object.entries(plain).map(([name, value]) => `${`${name}:`.padEnd(12)}${value ?? ''}`),
    'headers:',
    ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`),
    'payload:',
    payload,
  ].join('\n');
};

const layOutOrdered = (ordered: Ordered[]): string =>
  ordered.length === 0
    ? 'Nothing waits.'
    : ordered
        .map(({ order, redriven, remaining, error }) => {
          const what = order.do === 'redrive' ? order.key : `letter ${order.letter}`;
          if (order.do === 'drop') return `${what}: ${error ?? 'dropped'}`;
          const done = `${what}: ${redriven ?? 0} handled`;
          return error === undefined ? done : `${done}, ${remaining ?? 'some'} wait again: ${error}`;
        })
        .join('\n');

const tellIfWrong = (ordered: readonly Ordered[]): void => {
  if (ordered.some(({ error }) => error !== undefined)) process.exitCode = exitCodes.somethingIsWrong;
};

export const list = async (
  names: string[],
  { json, ...filter }: Shown & { state?: DeadLetterState; key?: string },
): Promise<void> => {
  const letters = await listLetters(readInstallation(process.env), chosenServices(names), filter);
  createScreen({ json }).result(letters, layOutAll);
};

export const show = async (name: string, id: string, { json }: Shown): Promise<void> => {
  const letter = await findLetter(readInstallation(process.env), chosenService(name), id);
  createScreen({ json }).result(letter, layOutOne);
};

export const redrive = async (
  name: string,
  { json, by, wait, ...target }: Ordering & RedriveTarget,
): Promise<void> => {
  const screen = createScreen({ json });
  const service = chosenService(name);
  const ordered = await screen.during(`redriving letters of ${service}, by key`, (onProgress) =>
    redriveLetters(readInstallation(process.env), service, target, { by, waitMs: wait * 1_000, onProgress }),
  );
  screen.result(ordered, layOutOrdered);
  tellIfWrong(ordered);
};

export const drop = async (
  name: string,
  id: string,
  { json, by, wait, reason }: Ordering & { reason: string },
): Promise<void> => {
  const ordering = { by, waitMs: wait * 1_000 };
  const installation = readInstallation(process.env);
  const ordered = await dropLetter(installation, chosenService(name), { id, reason }, ordering);
  createScreen({ json }).result(ordered, (one) => layOutOrdered([one]));
  tellIfWrong([ordered]);
};
