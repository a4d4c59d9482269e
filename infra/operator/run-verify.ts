import type { ServiceName } from '@kefu/contracts';

import { chosenServices, readInstallation } from './installation.ts';
import { exitCodes, OperatorProblem } from './problem.ts';
import { count, createScreen, table } from './screen.ts';
import {
  isSound,
  isUnproved,
  readHeads,
  verifyService,
  writeHeads,
  type Heads,
  type Verified,
} from './verify.ts';

type Options = { json?: boolean; head?: string; heads?: string };

const verdictOf = (verified: Verified): string => {
  const { problems, formerHead } = verified;
  if (isSound(verified)) return formerHead === undefined ? 'sound' : 'sound, unchanged since the head';
  const told = {
    changed: 'CHANGED since the head',
    'not-in-the-log': 'the event of the head is GONE',
    'of-an-older-program': 'the head was made by an older program: verify once without it',
  };
  if (isUnproved(verified)) return `sound, but ${told['of-an-older-program']}`;
  return [
    ...(problems.length > 0
      ? [`${problems.length}${problems.length === 100 ? ' or more' : ''} PROBLEMS`]
      : []),
    ...(formerHead === undefined || formerHead === 'unchanged' ? [] : [told[formerHead]]),
  ].join(', ');
};

const layOut = (all: Verified[]): string => {
  const rows = all.map((one) => [
    one.service,
    count(one.events),
    count(one.streams),
    verdictOf(one),
    one.head,
  ]);
  const problems = all.flatMap(({ service, problems: found }) =>
    found.map(
      ({ stream, version, position, what }) => `${service} ${stream}@${version} (${position}) ${what}`,
    ),
  );
  const listed = table(['service', 'events', 'streams', 'verdict', 'head'], rows);
  return problems.length === 0 ? listed : `${listed}\n\n${problems.join('\n')}`;
};

const formerHeads = (services: readonly ServiceName[], { head, heads }: Options): Heads => {
  if (head === undefined) return heads === undefined ? {} : readHeads(heads);
  const [service, ...others] = services;
  if (service === undefined || others.length > 0)
    throw new OperatorProblem('--head is of one service: name it.', exitCodes.wrongUse);
  return { [service]: head };
};

export const verify = async (names: string[], options: Options): Promise<void> => {
  const screen = createScreen(options);
  const services = chosenServices(names);
  const former = formerHeads(services, options);
  const installation = readInstallation(process.env);
  const all: Verified[] = [];
  for (const service of services) {
    const verified = await screen.during(`verifying ${service}`, (onProgress) =>
      verifyService(installation, service, { formerHead: former[service], onProgress }),
    );
    all.push(verified);
  }
  screen.result(all, layOut);
  if (!all.every((one) => isSound(one) || isUnproved(one))) process.exitCode = exitCodes.somethingIsWrong;
  else if (!all.every(isSound)) process.exitCode = exitCodes.wrongUse;
  else if (options.heads !== undefined)
    writeHeads(options.heads, {
      ...former,
      ...Object.fromEntries(all.flatMap(({ service, head }) => (head === null ? [] : [[service, head]]))),
    });
};
