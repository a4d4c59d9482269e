import { describe, expect, it } from '@jest/globals';
import { deciderTest } from '@kefu/testing';
import type { InquiryCommand } from './commands.ts';
import { inquiry } from './decide.ts';
import type { InquiryEvent } from './events.ts';

const asked = {
  inquiryId: '0199f0a0-0000-7000-8000-000000000002',
  waybillId: 'zto:77310000000018',
  carrier: 'zto',
  number: '77310000000018',
  orderId: 'flagship:2026102100018812',
  shopId: 'flagship',
  question: 'weigh',
  caseId: '0199f0a0-0000-7000-8000-000000000003',
} as const;
const { given } = deciderTest(inquiry);
const customerId = 'cu_5f1d0c7a9b2e4d6f8a0b';
const at = '2026-10-21T02:00:00Z';
const later = '2026-10-22T02:00:00Z';
const open = { type: 'OpenInquiry', asked, askedBy: 'agent-lin', customerId, at } as const;
const weight = { station: 'last', kind: 'scale', raw: '0.90kg', at } as const;
const carrierSays = (...weights: Extract<InquiryCommand, { type: 'AnswerInquiry' }>['weights']) =>
  ({ type: 'AnswerInquiry', by: 'carrier', answeredBy: 'zto', weights, at: later }) as const;
const personSays = (...weights: Extract<InquiryCommand, { type: 'AnswerInquiry' }>['weights']) =>
  ({ type: 'AnswerInquiry', by: 'person', answeredBy: 'agent-lin', weights, at: later }) as const;

const decideOn = (history: readonly InquiryEvent[], command: InquiryCommand) =>
  inquiry.decide(
    command,
    history.reduce((state, event) => inquiry.evolve(state, event), inquiry.initial),
  );
const after = (...commands: InquiryCommand[]): InquiryEvent[] =>
  commands.reduce<InquiryEvent[]>((history, command) => [...history, ...decideOn(history, command)], []);
describe('asking the carrier', () => {
  it('opens an inquiry that is due a day later', () => {
    expect(after(open)).toMatchObject([
      {
        type: 'InquiryOpened',
        data: { ...asked, askedBy: 'agent-lin', answerDueAt: '2026-10-22T02:00:00.000Z' },
      },
    ]);
  });

  it('stays quiet when the same was asked already', () => {
    given(...after(open))
      .when({ ...open, at: later })
      .thenNothing();
  });
});

describe('chasing an inquiry', () => {
  it('counts how often the carrier was asked again', () => {
    const chased = after(open, { type: 'ChaseInquiry', at: later }, { type: 'ChaseInquiry', at: later });
    expect(chased.slice(1)).toMatchObject([{ data: { times: 1 } }, { data: { times: 2 } }]);
  });

  it('stays quiet when that chase was made already', () => {
    const first = { type: 'ChaseInquiry', times: 1, at: later } as const;
    given(...after(open, first))
      .when(first)
      .thenNothing();
    given(...after(open, first, carrierSays(weight)))
      .when(first)
      .thenNothing();
  });

  it('is refused once it is answered', () => {
    const answered = after(open, carrierSays(weight));
    given(...answered)
      .when({ type: 'ChaseInquiry', at: later })
      .thenRefused('inquiry-answered');
  });

  it('is refused for an inquiry that nobody opened', () => {
    given().when({ type: 'ChaseInquiry', at: later }).thenRefused('inquiry-unknown');
  });
});

describe('escalating an inquiry', () => {
  const escalate = { type: 'EscalateInquiry', at: later } as const;

  it('puts it before the supervisor, once', () => {
    const escalated = after(open, escalate);
    expect(escalated.at(-1)?.type).toBe('InquiryEscalated');
    given(...escalated)
      .when(escalate)
      .thenNothing();
  });

  it('is refused once it is answered', () => {
    given(...after(open, carrierSays(weight)))
      .when(escalate)
      .thenRefused('inquiry-answered');
  });
});

describe("a carrier's answer", () => {
  it('answers the inquiry with its weights, also after it was escalated', () => {
    const events = after(open, { type: 'EscalateInquiry', at: later }, carrierSays(weight));
    expect(events.at(-1)).toMatchObject({
      type: 'InquiryAnswered',
      data: { answeredBy: 'zto', readings: [{ kind: 'scale', grams: 900, source: 'inquiry' }] },
    });
  });

  it('changes nothing when it comes again, whatever it says', () => {
    const answered = after(open, carrierSays(weight));
    given(...answered)
      .when(carrierSays(weight))
      .thenNothing();
    given(...answered)
      .when(carrierSays({ ...weight, raw: '0.80kg' }))
      .thenNothing();
  });

  it('leaves the inquiry open when it holds no weight, and keeps what it said once', () => {
    const vain = carrierSays(
      { ...weight, raw: '已称' },
      { ...weight, raw: '-1' },
      { ...weight, kind: 'billed' },
    );
    const events = after(open, vain);
    expect(events.at(-1)).toMatchObject({
      type: 'UnusableAnswerReceived',
      data: { readings: [{ kind: 'unreadable' }, { kind: 'unreadable' }, { kind: 'billed' }] },
    });
    given(...events)
      .when(vain)
      .thenNothing();
    given(...events)
      .when(carrierSays())
      .thenNothing();
    expect(decideOn(events, carrierSays(weight))).toMatchObject([{ type: 'InquiryAnswered' }]);
  });

  it('gives each reading an id of its own', () => {
    const events = after(
      open,
      carrierSays({ ...weight, raw: '已称' }),
      carrierSays(weight, { ...weight, station: 'origin' }),
    );
    const ids = events
      .flatMap(({ data }) => ('readings' in data ? data.readings : []))
      .map((it) => it.readingId);
    expect(ids).toEqual([1, 2, 3].map((n) => `inquiry/${asked.inquiryId}/${n}`));
  });

  it('may be without weights when something else was asked', () => {
    const locate = { ...open, asked: { ...asked, question: 'locate' } } as const;
    expect(decideOn(after(locate), carrierSays())).toMatchObject([{ type: 'InquiryAnswered' }]);
  });
});

describe('an answer that a person types in', () => {
  it('counts as manual and names its evidence', () => {
    const typed = personSays({ ...weight, evidence: 'screenshot-17.png' });
    expect(decideOn(after(open), typed)).toMatchObject([
      {
        data: {
          answeredBy: 'agent-lin',
          readings: [{ kind: 'manual', grams: 900, evidence: 'screenshot-17.png' }],
        },
      },
    ]);
  });

  it('is refused without real weights', () => {
    for (const wrong of [{ raw: '-1' }, { raw: '已称' }, { kind: 'billed' as const }]) {
      const typed = personSays(weight, { ...weight, ...wrong });
      given(...after(open))
        .when(typed)
        .thenRefused('not-a-weight');
    }
  });

  it('is refused once somebody answered', () => {
    given(...after(open, carrierSays(weight)))
      .when(personSays(weight))
      .thenRefused('inquiry-answered');
  });
});
