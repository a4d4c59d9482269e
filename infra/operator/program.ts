import { Command, Option } from '@commander-js/extra-typings';

import { instant, longAgo, reason, somebody, wholeNumber } from './arguments.ts';

const json = () => new Option('--json', 'print for programs');
const by = () => new Option('--by <who>', 'whom the record names').default(somebody(), 'your account here');
const seconds = (what: string, otherwise: number) =>
  new Option('--wait <seconds>', what).argParser(wholeNumber(0, 86_400)).default(otherwise);

/** A level that only leads to its commands. */
const level = (name: string, description: string): Command =>
  new Command(name).description(description).helpCommand(false);

const events = (): Command => {
  const command = level('events', 'look at the events of the logs');
  command
    .command('tail')
    .argument('[service...]', 'of these services; of all unless named')
    .description('the newest events, and with --follow everything new')
    .addOption(json())
    .option('-f, --follow', 'go on with what comes, until Ctrl-C')
    .option('-n, --lines <count>', 'events at most', wholeNumber(1, 10_000), 20)
    .option('--stream <stream>', 'of one stream; with * at its end, of all that begin so')
    .option('--type <type>', 'of one type, such as OrderChanged')
    .option('--customer <pseudonym>', 'that hold personal data of this customer or name them')
    .option('--who <id>', 'by one person, customer or service: lin, or person:lin')
    .option('--correlation <id>', 'of one course of events')
    .option('--since <when>', 'from an instant on, or 15m, 2h, 3d ago', instant)
    .option('--until <when>', 'before an instant, or 15m, 2h, 3d ago', instant)
    .option('--key <file>', 'open personal fields with the master key in this file (or a secrets.json)')
    .addHelpText('after', '\nPersonal fields stay sealed and are left out unless --key opens them.')
    .action(async (names, options) => (await import('./run-events.ts')).tail(names, options));
  return command;
};

const lag = (): Command =>
  new Command('lag')
    .description('how far relays, views and consumers are behind, and what holds readers back')
    .addOption(json())
    .action(async (options) => (await import('./run-lag.ts')).lag(options));

const letters = (): Command => {
  const command = level('letters', 'events that could not be handled (dead letters)');
  command
    .command('list')
    .argument('[service...]', 'of these services; of all unless named')
    .description('what waits, in the order in which it would be handled')
    .addOption(json())
    .addOption(
      new Option('--state <state>', 'settled ones, too').choices(['failed', 'parked', 'redriven', 'dropped']),
    )
    .option('--key <key>', 'of one order, case, conversation …')
    .action(async (names, options) => (await import('./run-letters.ts')).list(names, options));
  command
    .command('show')
    .argument('<service>')
    .argument('<letter>', 'its number')
    .description('one letter with its event, error and what was done about it')
    .addOption(json())
    .action(async (service, id, options) => (await import('./run-letters.ts')).show(service, id, options));
  command
    .command('redrive')
    .argument('<service>')
    .description('hand what waits to the running service again, each key in its order')
    .addOption(json())
    .option('--key <key>', 'what waits for one key')
    .option('--id <letter>', 'what waits for the key of this letter')
    .option('--all', 'everything that waits')
    .addOption(by())
    .addOption(seconds('how long to wait for the service to take the order up', 30))
    .action(async (service, options) => (await import('./run-letters.ts')).redrive(service, options));
  command
    .command('drop')
    .argument('<service>')
    .argument('<letter>', 'its number')
    .description('give one event up for good; those behind it wait for a redrive')
    .requiredOption('--reason <text>', 'why, for the record', reason)
    .addOption(json())
    .addOption(by())
    .addOption(seconds('how long to wait for the service to take the order up', 30))
    .action(async (service, id, options) => (await import('./run-letters.ts')).drop(service, id, options));
  return command;
};

const views = (): Command => {
  const command = level('views', 'read models, which can be built from the log again');
  command
    .command('list')
    .argument('[service...]', 'of these services; of all unless named')
    .description('each view with its tables, their rows and a hash of them')
    .addOption(json())
    .action(async (names, options) => (await import('./run-views.ts')).list(names, options));
  command
    .command('rebuild')
    .argument('<service>')
    .argument('<view>')
    .description('build a view beside the live one and switch; the service goes on meanwhile')
    .addOption(json())
    .action(async (service, view, options) =>
      (await import('./run-views.ts')).rebuild(service, view, options),
    );
  command
    .command('roll-back')
    .argument('<service>')
    .argument('<view>')
    .description('go back to the tables that were live before the last rebuild, with what has come since')
    .addOption(json())
    .action(async (service, view, options) =>
      (await import('./run-views.ts')).rollBack(service, view, options),
    );
  return command;
};

const log = (): Command => {
  const command = level('log', 'the event logs themselves');
  command
    .command('verify')
    .argument('[service...]', 'of these services; of all unless named')
    .description('versions without gaps, order, every event readable today, and nothing changed since a head')
    .addOption(json())
    .option('--head <head>', 'what an earlier verification of the one service answered')
    .option(
      '--heads <file>',
      'compare with the heads in this file, and write the new ones there when all is well',
    )
    .action(async (names, options) => (await import('./run-verify.ts')).verify(names, options));
  command
    .command('archive')
    .argument('<service>')
    .description(
      'move events of streams at rest out of the hot table; reading and rebuilding find them there',
    )
    .addOption(json())
    .requiredOption(
      '--before <when>',
      'whose last event lies before an instant, or 180d ago; no less than 60d, since that much may be sent to Kafka again',
      longAgo,
    )
    .option(
      '--without <reader...>',
      'readers that have never begun and never will, such as carrier-desk where no carrier is connected',
    )
    .action(async (service, options) => (await import('./run-archive.ts')).archive(service, options));
  return command;
};

const forget = (): Command<[string | undefined]> =>
  new Command('forget')
    .argument('[customer]', 'the pseudonym, cu_… or vi_…')
    .description('forget a customer in all services, for good, and prove it')
    .addOption(json())
    .option('--shop <shop>', 'with --buyer, instead of the pseudonym')
    .option('--buyer <buyer>', 'as the shop knows them')
    .option('--reason <text>', 'why, for the record; no personal data', reason)
    .option('--check', 'order nothing, only look whether keys are gone and no plain text is left')
    .option('--text <text...>', 'look for these texts, too')
    .option('--yes', 'without asking')
    .addOption(seconds('how long to wait for all services', 180))
    .addHelpText(
      'after',
      `
Signs in at the gateway as KEFU_OPERATOR_NAME (admin) with KEFU_OPERATOR_PASSWORD (the one of the first start).
What was known of the customer is opened before, and looked for afterwards in every text column of every service.`,
    )
    .action(async (customer, options) => (await import('./run-forget.ts')).forget(customer, options));

// They are the launcher's, and `infra/kefu` hands them to it before this program starts.
const launching = (): Command[] => [
  new Command('start')
    .description('everything, in this window (npm start)')
    .option('--detach', 'in the background'),
  new Command('stop').description('end everything'),
  new Command('status').description('each process with state, memory, version'),
  new Command('demo').description('play the story and check every figure'),
  new Command('bench').description('measure, against others: bench append'),
  new Command('reset').description('delete all data').option('--yes', 'without asking'),
  new Command('test').description('every check and test, or one stage: test unit'),
];

/** The operator's command, `npx kefu`. Each part is loaded when it is asked for. */
export const program = (): Command => {
  const kefu = new Command('kefu')
    .description('Runs kefu and looks after it.')
    .helpCommand(false)
    .showHelpAfterError('(add --help for what there is)')
    .addHelpText(
      'after',
      `
It finds this checkout's kefu by .kefu/secrets.json; elsewhere set KEFU_SECRETS, KEFU_POSTGRES_URL, KEFU_KAFKA_BROKERS.
Ends with 0 when all is well, 1 when something is wrong, 2 for a wrong command, 3 when something does not answer.`,
    );
  kefu.commandsGroup('Run:');
  for (const command of launching()) kefu.addCommand(command);
  kefu.commandsGroup('Operate:');
  for (const command of [events(), lag(), letters(), views(), log()]) kefu.addCommand(command);
  kefu.addCommand(forget());
  return kefu;
};
