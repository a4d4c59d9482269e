import { describe, expect, it } from '@jest/globals';
import { publicEvents } from '@kefu/contracts';
import type { StoredEvent } from '@kefu/event-store';
import { approval, decision, open, payment, weighed } from '../../test/scarf-order.ts';
import type { ReturnsEvent } from '../events.ts';
import type { CaseCommand } from './domain/commands.ts';
import { caseDecider } from './domain/decide.ts';
import { lineDecider } from './domain/line.ts';
import { publish } from './published.ts';

const decided = (...commands: CaseCommand[]): ReturnsEvent[] => {
  let state = caseDecider.initial;
  return commands.flatMap((command) => {
    const events = caseDecider.decide(command, state);
    state = events.reduce(caseDecider.evolve, state);
    return [...events];
  });
};
const stored = (event: ReturnsEvent): StoredEvent<ReturnsEvent> => ({
  ...event,
  ...{ id: '0199f0a0-0000-7000-8000-00000000000a', stream: 'case', version: 1, position: '1.1.1' },
  recordedAt: '2026-10-21T02:00:00.000Z',
  metadata: { who: { kind: 'person', id: 'agent-lin' }, correlationId: 'story-0001' },
});

const withProgress = { type: 'RecordProgress' as const, step: 'carrier-asked' as const, at: open.at };
const everything = [
  ...decided(
    { ...open, authorityFen: 0 },
    withProgress,
    weighed(900, 900),
    approval,
    payment,
    weighed(1_000, 1_000),
  ),
  ...decided({ ...open, slip: 'short', wish: 'reshipment' }),
];

describe('what the world hears of a case', () => {
  it.each(everything.map((event) => [event.type, event] as const))('%s fits its contract', (_, event) => {
    const published = publish(stored(event));
    if (!published) throw new Error(`${event.type} is not published`);
    const { data, subject } = published;
    expect(publicEvents[published.type].data.parse(data)).toEqual(JSON.parse(JSON.stringify(data)));
    expect(subject).toBe(open.caseId);
  });

  it('covers every public event of this service', () => {
    const told = new Set(everything.map((event) => publish(stored(event))?.type));
    expect(
      Object.keys(publicEvents).filter((type) => type.startsWith('returns.') && !told.has(type as never)),
    ).toEqual([]);
  });

  it("never holds anybody's words", () => {
    const events = [...decided(open, weighed(1_000, 1_000), decision('refund')), ...everything];
    const told = JSON.stringify(events.map((event) => publish(stored(event))));
    expect(told).not.toContain(open.note);
    expect(told).not.toContain(decision('refund').reason);
  });

  it('does not include what only this service needs to know', () => {
    const opened = caseDecider.decide(open, caseDecider.initial);
    const line = lineDecider.decide(opened, lineDecider.initial);
    expect(line.map((event) => publish(stored(event)))).toEqual([undefined]);
  });
});
