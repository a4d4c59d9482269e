import { SetupProblem } from '@kefu/servers';

import { progress } from './progress.ts';
import { readSettings } from './settings.ts';

const [command = 'start', ...args] = process.argv.slice(2);

/** Each command is loaded when it is asked for: a small command stays quick, a long-lived one small. */
const commands: Record<string, () => Promise<void>> = {
  start: async () => {
    const settings = readSettings(process.env);
    if (args.includes('--detach')) return (await import('./start-detached.ts')).startDetached();
    return (await import('./start.ts')).start(settings);
  },
  stop: async () => (await import('./stop.ts')).stop(progress),
  status: async () => (await import('./status.ts')).status(readSettings(process.env)),
  reset: async () => {
    const settings = readSettings(process.env);
    return (await import('./reset.ts')).reset(settings, { sure: args.includes('--yes') });
  },
  demo: async () => (await import('./run-script.ts')).runScript('infra/demo/main.ts', args),
  bench: async () => {
    // What is measured is what runs: the built code.
    await (await import('./build.ts')).buildParts(['@kefu/bench', '@kefu/orders']);
    await (
      await import('./run-script.ts')
    ).runScript('infra/bench/main.ts', args, {
      conditions: [],
      env: { NODE_OPTIONS: '--disable-warning=TimeoutNegativeWarning' }, // kafkajs’, in every process
    });
  },
  faults: async () => (await import('./run-script.ts')).runScript('infra/faults/main.ts', args),
  test: async () => (await import('./test/run-stages.ts')).runStages(args),
};

const run = commands[command];
if (run === undefined) {
  console.error(`kefu knows: ${Object.keys(commands).join(', ')}. It does not know "${command}".`);
  process.exit(2);
}

try {
  await run();
} catch (error) {
  if (!(error instanceof SetupProblem)) throw error;
  console.error(`\n${error.message}\n`);
  process.exit(1);
}
