import { type Decider, Refused, type WeightReading } from '@kefu/contracts';
import { isReal, readingOf } from '../../waybill/domain/weight.ts';
import type {
  AnswerInquiry,
  ChaseInquiry,
  EscalateInquiry,
  InquiryCommand,
  OpenInquiry,
} from './commands.ts';
import type { InquiryEvent } from './events.ts';
import type { InquiryRefusal } from './refusal.ts';
import { evolve, initial, type Inquiry, type OpenedInquiry } from './state.ts';

/** How long a carrier has to answer. */
const answerWithinMs = 24 * 3_600_000;

const refuse = (code: InquiryRefusal, detail?: string): Refused<InquiryRefusal> => new Refused(code, detail);

const dueAfter = (at: string): string => new Date(Date.parse(at) + answerWithinMs).toISOString();

// Asking again what is asked already is no second inquiry: the id says which parcel, question and case it is about.
const open = ({ asked, askedBy, customerId, note, at }: OpenInquiry, inquiry: Inquiry): InquiryEvent[] => {
  if (inquiry.status !== 'unknown') return [];
  return [
    { type: 'InquiryOpened', data: { ...asked, askedBy, customerId, note, at, answerDueAt: dueAfter(at) } },
  ];
};

const chase = ({ times, at }: ChaseInquiry, { status, asked, chased }: OpenedInquiry): InquiryEvent[] => {
  if (times !== undefined && times <= chased) return [];
  if (status === 'answered') throw refuse('inquiry-answered');
  return [{ type: 'InquiryChased', data: { ...asked, times: times ?? chased + 1, at } }];
};

const escalate = ({ at }: EscalateInquiry, { status, asked }: OpenedInquiry): InquiryEvent[] => {
  if (status === 'escalated') return [];
  if (status === 'answered') throw refuse('inquiry-answered');
  return [{ type: 'InquiryEscalated', data: { ...asked, at } }];
};

const readingsIn = ({ weights, by }: AnswerInquiry, { asked, readings }: OpenedInquiry): WeightReading[] =>
  weights.map((weight, index) =>
    readingOf(
      // Whatever scale the carrier spoke of, a person typed it in.
      { ...weight, kind: by === 'person' && weight.kind === 'scale' ? 'manual' : weight.kind },
      {
        readingId: `inquiry/${asked.inquiryId}/${readings.length + index + 1}`,
        waybillId: asked.waybillId,
        source: 'inquiry',
      },
    ),
  );

const saysNothingNew = (given: readonly WeightReading[], known: readonly WeightReading[]): boolean =>
  given.every((it) =>
    known.some(({ station, raw, at }) => it.station === station && it.raw === raw && it.at === at),
  );

const answer = (command: AnswerInquiry, inquiry: OpenedInquiry): InquiryEvent[] => {
  const { by, answeredBy, note, at } = command;
  const { asked, customerId } = inquiry;
  const readings = readingsIn(command, inquiry);
  if (by === 'carrier') {
    // Carriers repeat themselves until we say that we heard: the first answer is the one that counts.
    if (inquiry.status === 'answered') return [];
    if (asked.question === 'weigh' && !readings.some(isReal)) {
      if (saysNothingNew(readings, inquiry.readings)) return [];
      return [{ type: 'UnusableAnswerReceived', data: { ...asked, readings, at } }];
    }
  } else {
    if (inquiry.status === 'answered') throw refuse('inquiry-answered');
    if (!readings.every(isReal)) throw refuse('not-a-weight', 'What a scale showed is wanted, above zero.');
  }
  return [{ type: 'InquiryAnswered', data: { ...asked, readings, answeredBy, customerId, note, at } }];
};

export const inquiry: Decider<InquiryCommand, Inquiry, InquiryEvent> = {
  initial,
  evolve,
  decide(command, state) {
    if (command.type === 'OpenInquiry') return open(command, state);
    if (state.status === 'unknown') throw refuse('inquiry-unknown');
    switch (command.type) {
      case 'ChaseInquiry':
        return chase(command, state);
      case 'EscalateInquiry':
        return escalate(command, state);
      case 'AnswerInquiry':
        return answer(command, state);
    }
  },
};
