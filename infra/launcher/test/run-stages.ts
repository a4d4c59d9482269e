import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

import { SetupProblem } from '@kefu/servers';
import { stopTestServers, testServersRun } from '@kefu/testing/servers';

import { projectRoot } from '../places.ts';
import { removeTestPlatform, testPlatformRuns } from './platform.ts';
import { resultsOf, stages, type Stage } from './stages.ts';

type Count = { passed: number; failed: number };
type Result = Count & { name: string; seconds: number };
type JestResults = { numPassedTests: number; numFailedTests: number; numRuntimeErrorTestSuites: number };

const selected = (names: string[]): Stage[] => {
  const unknown = names.find((name) => !stages.some((stage) => stage.name === name));
  if (unknown !== undefined) {
    throw new SetupProblem(
      `There is no stage "${unknown}"; there are ${stages.map(({ name }) => name).join(', ')}.`,
    );
  }
  return names.length === 0 ? stages : stages.filter(({ name }) => names.includes(name));
};

const runToEnd = async ([command = '', ...args]: string[]): Promise<boolean> => {
  const PATH = [join(projectRoot, 'node_modules/.bin'), process.env.PATH].join(delimiter);
  const env = { ...process.env, PATH, TURBO_TELEMETRY_DISABLED: '1' };
  const child = spawn(command, args, { cwd: projectRoot, env, stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => resolve(code === 0)).once('error', reject);
  });
};

const countOf = (stage: Stage, isGood: boolean): Count => {
  const itself = isGood ? { passed: 0, failed: 0 } : { passed: 0, failed: 1 };
  if (stage.counts === 'itself') return itself;
  try {
    const results = JSON.parse(readFileSync(resultsOf(stage.name), 'utf8')) as JestResults; // by Jest
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    return { passed: results.numPassedTests, failed: Math.max(failed, itself.failed) };
  } catch {
    return itself; // Jest did not get as far as writing them
  }
};

const runStage = async (stage: Stage): Promise<Result> => {
  console.log(`\n── ${stage.name}`);
  rmSync(resultsOf(stage.name), { force: true });
  const began = performance.now();
  const isGood = await runToEnd(stage.command);
  return { name: stage.name, seconds: (performance.now() - began) / 1000, ...countOf(stage, isGood) };
};

const summary = (results: Result[], all: Stage[]): string => {
  const lines = results.map(({ name, seconds, passed, failed }) => {
    const count = passed + failed > 0 ? `${passed} passed, ${failed} failed` : 'good';
    return `  ${name.padEnd(12)} ${seconds.toFixed(1).padStart(6)} s  ${count}`;
  });
  const skipped = all.slice(results.length).map(({ name }) => `  ${name.padEnd(12)}      not run`);
  return [...lines, ...skipped].join('\n');
};

const sum = (results: Result[], key: 'passed' | 'failed' | 'seconds'): number =>
  results.reduce((total, result) => total + result[key], 0);

/** `npm test`: every stage in order until one fails; `npm test -- unit lint` runs only those. */
export const runStages = async (names: string[]): Promise<void> => {
  const chosen = selected(names);
  mkdirSync(dirname(resultsOf('any')), { recursive: true });
  const ranBefore = { servers: testServersRun(), platform: testPlatformRuns() };
  const results: Result[] = [];
  try {
    for (const stage of chosen) {
      const result = await runStage(stage);
      results.push(result);
      if (result.failed > 0) break;
    }
  } finally {
    if (!ranBefore.platform && testPlatformRuns()) removeTestPlatform();
    if (!ranBefore.servers) await stopTestServers();
  }
  const failed = sum(results, 'failed');
  console.log(`\n${summary(results, chosen)}`);
  console.log(`  ${'together'.padEnd(12)} ${sum(results, 'seconds').toFixed(1).padStart(6)} s\n`);
  console.log(`${sum(results, 'passed')} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
};
