import { CommanderError, type Command } from '@commander-js/extra-typings';
import { exitCodes, isNotBuilt, OperatorProblem } from './problem.ts';
import { program } from './program.ts';

const endedBySelf = new Set(['commander.help', 'commander.helpDisplayed', 'commander.version']);

/** Errors of usage end with 2, where commander says 1. */
const overrideExits = (command: Command): Command => {
  command.exitOverride();
  command.commands.forEach((each) => overrideExits(each as Command)); // commands of whatever arguments
  return command;
};

const exitCodeOf = (error: unknown): number => {
  if (error instanceof CommanderError)
    return endedBySelf.has(error.code) && error.exitCode === 0 ? exitCodes.done : exitCodes.wrongUse;
  if (error instanceof OperatorProblem) {
    process.stderr.write(`${error.message}\n`);
    return error.exitCode;
  }
  // Of the launcher's settings, by name: before the first build there is nothing to take the class from.
  if (error instanceof Error && error.name === 'SetupProblem') {
    process.stderr.write(`${error.message}\n`);
    return exitCodes.wrongUse;
  }
  if (isNotBuilt(error)) {
    process.stderr.write('kefu is not built here: `npm start`, or `npm run build`, once; then again.\n');
    return exitCodes.wrongUse;
  }
  throw error;
};

// A reader that has seen enough (`… | head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCodes.done);
  throw error;
});

try {
  await overrideExits(program()).parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}
