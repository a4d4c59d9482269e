import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Scenario } from '@kefu/testing/faults';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const jest = ['--experimental-vm-modules', '--conditions=kefu-source', '--no-warnings'];

/** Judged where it is played: what a run drew is known there only. */
export const modelled = (): Scenario => ({
  name: 'F21',
  title: 'the log used in every way at once, against a model (a test of the event store)',
  checks: [],
  play: async (stage) => {
    const seed = process.env.KEFU_MODEL_SEED ?? String(stage.random.between(0, 999_999_999));
    stage.tell(`KEFU_MODEL_SEED=${seed}, KEFU_MODEL_RUNS=${process.env.KEFU_MODEL_RUNS ?? 500}`);
    const child = spawn(
      process.execPath,
      [
        ...jest,
        'node_modules/jest/bin/jest.js',
        ...['--selectProjects', 'int', '--maxWorkers=1', 'packages/event-store/test/model'],
      ],
      {
        cwd: root,
        env: { ...process.env, KEFU_MODEL_SEED: seed },
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    stage.finally(() => child.kill());
    createInterface(child.stderr).on('line', (line) => stage.tell(line));
    const [code]: unknown[] = await once(child, 'exit');
    stage.expect(`the log did what the model says (seed ${seed})`, code === 0);
  },
});
