import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { bundleWorkflows, quietTemporal } from './temporal.ts';

const folder = new URL('../src/weight-check/histories/', import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, folder), 'utf8');
const replay = (workflowBundle: WorkflowBundleWithSourceMap, history: string) =>
  Worker.runReplayHistory({ workflowBundle }, historyFromJSON(JSON.parse(history)), 'weight-check-replayed');

let bundle: WorkflowBundleWithSourceMap;
beforeAll(async () => {
  quietTemporal();
  bundle = await bundleWorkflows();
});

describe('the weight check of today', () => {
  it.each(readdirSync(folder))('goes on with a check that was begun earlier: %s', async (file) => {
    await expect(replay(bundle, read(file))).resolves.toBeUndefined();
  });

  it('would be noticed if it took another way', async () => {
    const otherwise = read('carrier-never-answers.json').replaceAll('tellSupervisor', 'tellManager');
    await expect(replay(bundle, otherwise)).rejects.toThrow(/[Nn]ondeterminism|TMPRL1100/);
  });
});
