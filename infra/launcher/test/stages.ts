import { join } from 'node:path';

import { projectRoot } from '../places.ts';

export type Stage = {
  name: string;
  command: string[];
  /** Jest counts its tests; every other stage counts as one. */
  counts: 'tests' | 'itself';
};

const jestProgram = join(projectRoot, 'node_modules/jest/bin/jest.js');
const jestFlags = ['--experimental-vm-modules', '--conditions=kefu-source', '--no-warnings'];

export const resultsOf = (stage: string): string => join(projectRoot, 'artefacts/tests', `${stage}.json`);

const check = (name: string, ...command: string[]): Stage => ({ name, command, counts: 'itself' });

const jest = (name: string, project: string, ...flags: string[]): Stage => ({
  name,
  command: [
    process.execPath,
    ...jestFlags,
    jestProgram,
    `--selectProjects=${project}`,
    '--passWithNoTests',
    '--json',
    `--outputFile=${resultsOf(name)}`,
    ...flags,
  ],
  counts: 'tests',
});

/** In this order: what is quickest to say no comes first. */
export const stages: Stage[] = [
  check('format', 'npm', 'run', '--silent', 'check:format'),
  check('lint', 'npm', 'run', '--silent', 'check:lint'),
  check('types', 'npm', 'run', '--silent', 'check:types'),
  check('walls', 'npm', 'run', '--silent', 'check:walls'),
  jest('unit', 'unit'),
  check('build', 'turbo', 'run', 'build', '--output-logs=errors-only'),
  jest('integration', 'int', '--maxWorkers=2'),
  jest('e2e', 'e2e', '--runInBand'),
];
