import type { OrderFacts, OrderLine } from '@kefu/contracts';
import { expectationFor } from '../../weight-check/domain/weighing.ts';
import type { OpenCase } from './commands.ts';
import { grantWish, type Grounds } from './consequence.ts';
import type { CaseEvent, CaseOpened } from './events.ts';
import { leftOfLine } from './line.ts';
import { refundAmount } from './refund-amount.ts';
import { refused } from './refusal.ts';
import { opened, type ReturnCase } from './state.ts';

export const openCase = (command: OpenCase, state: ReturnCase): CaseEvent[] => {
  if (state.status !== 'not-opened') return [];
  const { order, lineId, quantity, at } = command;
  const line = order.lines.find((candidate) => candidate.lineId === lineId);
  if (!line)
    throw refused('line-unknown', `lines of this order: ${order.lines.map((l) => l.lineId).join(', ')}`);
  if (!wasDispatched(order)) throw refused('order-not-dispatched', `the order is ${order.status}`);

  const expectation = expectationFor(order, line, quantity);
  const event: CaseOpened = {
    type: 'CaseOpened',
    data: {
      ...aboutOf(command),
      kind: 'missing-item',
      quantity,
      slip: command.slip,
      parcel: command.parcel,
      wish: command.wish,
      line: { title: line.title, quantity: line.quantity, unitPriceFen: line.unitPriceFen },
      refundFen: claimable(command, line),
      authorityFen: command.authorityFen,
      waybillIds: expectation.waybillIds,
      note: command.note,
      at,
    },
  };
  const { file } = opened(event);
  const because = settledWithoutScales(command);
  if (!because) return [event, { type: 'WeightCheckStarted', data: { ...file.about, ...expectation, at } }];
  const by = { personId: command.agentId, limitFen: command.authorityFen };
  return [event, ...grantWish(file, { because, by, at })];
};

const wasDispatched = ({ status, parcels }: OrderFacts): boolean =>
  parcels.length > 0 || status === 'dispatched' || status === 'signed' || status === 'completed';

/** What the pieces are worth; refused where the line has not so many left that nobody asked for yet. */
const claimable = ({ claims, caseId, quantity }: OpenCase, line: OrderLine): number => {
  if (quantity > line.quantity) throw refused('quantity-above-line', `the line has ${line.quantity}`);
  const left = leftOfLine(line, claims, caseId);
  if (left.openCaseId) throw refused('case-open-already', `case ${left.openCaseId}`);
  if (quantity > left.quantity)
    throw refused('line-refunded-already', `${left.quantity} of ${line.quantity} are left`);
  return refundAmount({ unitPriceFen: line.unitPriceFen, quantity, remainingFen: left.amountFen });
};

/** A slip that says so itself, or a damaged parcel, settles a missing item without asking the scales. */
const settledWithoutScales = ({ slip, parcel }: OpenCase): Grounds['because'] | undefined => {
  if (slip === 'short') return 'slip-short';
  return parcel === 'damaged' ? 'parcel-damaged' : undefined;
};

const aboutOf = ({ caseId, order, lineId, agentId, conversationId }: OpenCase) => ({
  caseId,
  shopId: order.shopId,
  orderId: order.orderId,
  lineId,
  customerId: order.customerId,
  agentId,
  conversationId,
});
