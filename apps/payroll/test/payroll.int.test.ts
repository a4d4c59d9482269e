import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '@kefu/client';
import type { PublicEventData } from '@kefu/contracts';
import { eventually, runForTest, type ServiceForTest } from '@kefu/service/testing';
import { v7 as uuidv7 } from 'uuid';
import type { PayrollEvent } from '../src/events.ts';
import { entries } from '../src/ledger/entries.view.ts';
import { rateTable } from '../src/rate/rates.view.ts';
import { payroll } from '../src/service.ts';

let service: ServiceForTest<PayrollEvent>;
let office: Client;
let lin: Client;

beforeAll(async () => {
  service = await runForTest(payroll);
  [office, lin] = await Promise.all([
    service.as({ id: 'payroll-sun', roles: ['payroll'] }),
    service.as({ id: 'agent-lin', roles: ['after-sales-agent'] }),
  ]);
});
afterAll(() => service?.stop());

type Resolved = PublicEventData<'returns.case-resolved.v1'>;
const resolved = (more: Partial<Resolved> = {}): Resolved => ({
  caseId: uuidv7(),
  shopId: 'flagship',
  orderId: 'flagship:0001',
  lineId: '1',
  customerId: 'cu_5f1d0c7a9b2e4d6f8a0b',
  agentId: 'agent-lin',
  at: '2026-10-21T03:00:00Z',
  kind: 'missing-item',
  outcome: 'refunded',
  resolvedBy: 'agent-lin',
  ...more,
});
const credited = (caseId: string) =>
  eventually(async () => (await office.call('payroll.listEntries', { query: { caseId } })).items[0]);
const problem = (status: number, code: string) => ({ problem: { status, code } });

describe('a resolved case', () => {
  it('is credited with nothing until a rate says otherwise, and names the event behind it', async () => {
    const one = resolved();
    const id = await service.tell('returns.case-resolved.v1', one);
    expect(await credited(one.caseId)).toEqual({
      entryId: `resolved-case/${one.caseId}`,
      agentId: 'agent-lin',
      month: '2026-10',
      kind: 'resolved-case',
      quantity: 1,
      amountFen: 0,
      caseId: one.caseId,
      because: [id],
      at: '2026-10-21T03:00:00.000Z',
    });
  });

  it('is credited once for ever: delivered twice, as another event, in another month, to another agent', async () => {
    const one = resolved();
    const id = await service.tell('returns.case-resolved.v1', one);
    await service.tell('returns.case-resolved.v1', one, { id });
    await service.tell('returns.case-resolved.v1', one);
    await service.tell('returns.case-resolved.v1', { ...one, at: '2026-11-21T03:00:00Z' });
    await service.tell('returns.case-resolved.v1', { ...one, resolvedBy: 'agent-wu' });
    const last = resolved();
    await service.tell('returns.case-resolved.v1', last, { subject: one.caseId }); // of the same key: handled after them
    await credited(last.caseId);
    const { items, totals } = await eventually(async () => {
      const answer = await office.call('payroll.listEntries', { query: { caseId: one.caseId } });
      return answer.items[0] && answer;
    });
    expect(items).toMatchObject([{ because: [id], agentId: 'agent-lin', month: '2026-10' }]);
    expect(totals).toEqual({ quantity: 1, amountFen: 0 });
  });

  it('counts in the month it has in Shanghai', async () => {
    const one = resolved({ at: '2026-10-31T16:00:00Z' });
    await service.tell('returns.case-resolved.v1', one);
    expect(await credited(one.caseId)).toMatchObject({ month: '2026-11' });
    expect(await service.store.read('ledger-agent-lin-2026-11')).toMatchObject([
      { type: 'EntryRecorded', metadata: { who: { kind: 'service', id: 'payroll' } } },
    ]);
  });
});

describe('a rate', () => {
  const rate = (amountFen: number, from: string) => ({ kind: 'resolved-case' as const, amountFen, from });

  it('pays from its instant on, whatever the order in which cases are told', async () => {
    await office.call('payroll.setRate', { body: rate(200, '2027-02-01T00:00:00Z') });
    await office.call('payroll.setRate', { body: rate(150, '2027-01-01T00:00:00Z') });
    const cases = ['2027-02-03T00:00:00Z', '2026-12-31T23:59:59Z', '2027-01-31T23:59:59Z'].map((at) =>
      resolved({ at, resolvedBy: 'agent-wu' }),
    );
    for (const one of cases) await service.tell('returns.case-resolved.v1', one);
    const paid = await Promise.all(cases.map(({ caseId }) => credited(caseId)));
    expect(paid.map(({ amountFen }) => amountFen)).toEqual([200, 0, 150]);
    const { totals } = await office.call('payroll.listEntries', { query: { agentId: 'agent-wu', limit: 1 } });
    expect(totals).toEqual({ quantity: 3, amountFen: 350 });
  });

  it('that is changed leaves what was credited as it is', async () => {
    const one = resolved({ at: '2027-03-01T00:00:00Z' });
    await service.tell('returns.case-resolved.v1', one);
    expect(await credited(one.caseId)).toMatchObject({ amountFen: 200 });
    await office.call('payroll.setRate', { body: rate(300, '2027-02-01T00:00:00.000Z') });
    expect(await credited(one.caseId)).toMatchObject({ amountFen: 200 });
    expect((await office.call('payroll.listRates')).items).toEqual([
      rate(300, '2027-02-01T00:00:00.000Z'),
      rate(150, '2027-01-01T00:00:00.000Z'),
    ]);
  });

  it('is set by payroll and managers alone, and never below nothing', async () => {
    const body = rate(100, '2028-01-01T00:00:00Z');
    await expect(lin.call('payroll.setRate', { body })).rejects.toMatchObject(
      problem(403, 'role-not-allowed'),
    );
    await expect(lin.call('payroll.listRates')).rejects.toMatchObject(problem(403, 'role-not-allowed'));
    await expect(office.call('payroll.setRate', { body: { ...body, amountFen: -1 } })).rejects.toMatchObject(
      problem(400, 'invalid-input'),
    );
  });
});

describe('the ledger', () => {
  it('shows agents and managers their own entries, page by page, and nobody else’s', async () => {
    const all = await lin.call('payroll.listEntries', {});
    expect(all.items.length).toBeGreaterThan(2);
    expect(new Set(all.items.map(({ agentId }) => agentId))).toEqual(new Set(['agent-lin']));
    const first = await lin.call('payroll.listEntries', { query: { limit: 2 } });
    const rest = await lin.call('payroll.listEntries', { query: { after: first.next } });
    expect([...first.items, ...rest.items]).toEqual(all.items);
    expect(first.totals).toEqual(all.totals);

    const manager = await service.as({ id: 'manager-he', roles: ['manager'] });
    for (const other of [manager, lin]) {
      await expect(
        other.call('payroll.listEntries', { query: { agentId: 'agent-wu' } }),
      ).rejects.toMatchObject(problem(403, 'not-your-ledger'));
    }
    const ofOthers = await manager.call('payroll.listEntries', { query: { caseId: all.items[0]?.caseId } });
    expect(ofOthers).toMatchObject({ items: [], totals: { quantity: 0, amountFen: 0 } });
  });

  it('is closed to customers', async () => {
    const customer = await service.as({
      id: 'cu_1',
      kind: 'customer',
      roles: ['customer'],
      customerId: 'cu_1',
    });
    await expect(customer.call('payroll.listEntries', {})).rejects.toMatchObject(
      problem(403, 'role-not-allowed'),
    );
  });

  it('is the same however often its views are built anew', async () => {
    for (const view of [entries, rateTable]) {
      const live = await service.store.hash(view);
      const hashes = [(await service.store.rebuild(view)).hash, (await service.store.rebuild(view)).hash];
      expect(hashes).toEqual([live, live]);
    }
  });
});
