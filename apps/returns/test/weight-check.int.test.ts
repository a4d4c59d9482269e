import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readingsChanged } from '../src/weight-check/weight-check.workflow.ts';
import { startTimeSkipping } from './time-skipping.ts';

let checks: Awaited<ReturnType<typeof startTimeSkipping>>;
beforeAll(async () => {
  checks = await startTimeSkipping();
});
afterAll(() => checks?.stop());

const opened = ['CaseOpened', 'WeightCheckStarted'];
const refunded = ['RefundApproved', 'CaseResolved'];

describe('a weight check', () => {
  it('asks nobody when both readings are there', async () => {
    const { caseId, waybillId } = await checks.openCase();
    checks.logistics.weighs(waybillId, 'origin', 1_000);
    checks.logistics.weighs(waybillId, 'last', 900);
    const handle = await checks.start(caseId);
    await handle.result();
    expect(await checks.factsOf(caseId)).toEqual([...opened, 'lost-in-transit', ...refunded]);
    await checks.record('readings-are-there', handle);
  });

  it('chases a carrier that never answers, tells the supervisor, and leaves it to a person in the end', async () => {
    const { caseId, waybillId } = await checks.openCase();
    const handle = await checks.start(caseId);
    await handle.result();
    const { startTime, closeTime } = await handle.describe();
    const days = (Number(closeTime) - Number(startTime)) / 86_400_000;
    expect(days).toBeCloseTo(10, 1);
    expect(checks.logistics.asked.slice(-4)).toEqual([
      `weigh ${waybillId}`,
      'chase 1',
      'chase 2',
      'escalate',
    ]);
    const steps = ['carrier-asked', 'carrier-chased-24h', 'carrier-chased-48h', 'supervisor-told-72h'];
    expect(await checks.factsOf(caseId)).toEqual([...opened, ...steps, 'inconclusive']);
    await checks.record('carrier-never-answers', handle);
  });

  it('chases once a carrier that answers after 30 hours', async () => {
    const { caseId, waybillId } = await checks.openCase();
    checks.logistics.weighs(waybillId, 'origin', 900);
    const handle = await checks.start(caseId);
    await checks.environment.sleep('30 hours');
    checks.logistics.weighs(waybillId, 'last', 900);
    await handle.signal(readingsChanged);
    await handle.result();
    const facts = [...opened, 'carrier-asked', 'carrier-chased-24h', 'short-packed'];
    expect(await checks.factsOf(caseId)).toEqual([...facts, 'WarehouseComplaintRecorded', ...refunded]);
    await checks.record('carrier-answers-after-30-hours', handle);
  });

  it('goes on waiting when the news is not what was asked for', async () => {
    const { caseId, waybillId } = await checks.openCase();
    const handle = await checks.start(caseId);
    await checks.environment.sleep('2 hours');
    checks.logistics.weighs(waybillId, 'origin', 1_000);
    await handle.signal(readingsChanged);
    await checks.environment.sleep('2 hours');
    checks.logistics.weighs(waybillId, 'last', 1_000, 'manual');
    await handle.signal(readingsChanged);
    await handle.result();
    expect(await checks.factsOf(caseId)).toEqual([...opened, 'carrier-asked', 'claim-unsupported']);
  });

  it('hears a signal that came before it waited', async () => {
    const { caseId, waybillId } = await checks.openCase();
    checks.logistics.goesAway();
    const handle = await checks.start(caseId);
    await handle.signal(readingsChanged);
    checks.logistics.weighs(waybillId, 'origin', 1_000);
    checks.logistics.weighs(waybillId, 'last', 1_000);
    checks.logistics.comesBack();
    await handle.result();
    expect(await checks.factsOf(caseId)).toEqual([...opened, 'claim-unsupported']);
    await checks.record('signal-before-wait', handle);
  });

  it('ends when the carrier answered and a reading still lacks', async () => {
    const { caseId, waybillId } = await checks.openCase();
    const handle = await checks.start(caseId);
    await checks.environment.sleep('3 hours');
    checks.logistics.weighs(waybillId, 'last', 900);
    checks.logistics.answersInquiries();
    await handle.signal(readingsChanged);
    await handle.result();
    expect(await checks.factsOf(caseId)).toEqual([...opened, 'carrier-asked', 'inconclusive']);
  });

  it('judges again when it is started once more, and re-opens a verdict that would differ', async () => {
    const { caseId, waybillId } = await checks.openCase();
    checks.logistics.weighs(waybillId, 'origin', 1_000);
    checks.logistics.weighs(waybillId, 'last', 900);
    await (await checks.start(caseId)).result();
    await (await checks.start(caseId)).result(); // nothing new: nothing happens
    checks.logistics.weighs(waybillId, 'last', 1_000);
    await (await checks.start(caseId)).result();
    expect(await checks.factsOf(caseId)).toEqual([
      ...opened,
      'lost-in-transit',
      ...refunded,
      'VerdictReopened',
    ]);
  });
});
