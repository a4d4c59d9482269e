import { until, type Scenario } from '@kefu/testing/faults';
import { Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { bundleOf, openCountdowns } from '../notes/countdowns.ts';
import { openNotes } from '../notes/service.ts';
import { sharedPostgres, sharedTemporal } from '../servers.ts';

export const workflowChanged = (): Scenario => ({
  name: 'F15',
  title: 'a changed workflow deployed while runs are open',
  checks: ['I1', 'I3', 'I5'],
  play: async (stage) => {
    const service = await openNotes(stage, { postgres: await sharedPostgres() });
    const countdowns = await openCountdowns(stage, service, await sharedTemporal());
    const [today, changed, patched] = await Promise.all(
      ['countdown', 'countdown-changed', 'countdown-patched'].map(bundleOf),
    );
    if (!today || !changed || !patched) throw new Error('three bundles were asked for');
    const before = await countdowns.startWorker(today);
    const ended = await countdowns.begin('ended', 10);
    await ended.result();
    const open = await countdowns.begin('open', 4_000);
    await until('it waits', async () => (await service.notesOf('open')) === 1);
    await before.terminate();

    const history = await ended.fetchHistory();
    /** Any other error than that of a workflow that went another way has proved nothing. */
    const replay = async (workflowBundle: { code: string }): Promise<boolean> => {
      try {
        await Worker.runReplayHistory({ workflowBundle }, history);
        return true;
      } catch (error) {
        if (error instanceof DeterminismViolationError) return false;
        throw error;
      }
    };
    stage.expect('a run of before replays with the workflow of before', await replay(today));
    stage.expect('the replay refuses a workflow that goes another way', !(await replay(changed)));
    stage.expect('the replay takes one that is patched', await replay(patched));

    await countdowns.startWorker(patched);
    const fresh = await countdowns.begin('fresh', 1_000);
    await Promise.all([open.result(), fresh.result()]);
    for (const shop of ['ended', 'open']) countdowns.acknowledge(shop);
    countdowns.acknowledge('fresh', ['begun', 'reminded', 'due']);
    await service.collectLog();
    await service.compareView();
  },
});
