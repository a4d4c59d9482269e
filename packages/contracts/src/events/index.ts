import type { z } from 'zod';
import * as chat from './chat.ts';
import * as gateway from './gateway.ts';
import * as logistics from './logistics.ts';
import * as orders from './orders.ts';
import * as payroll from './payroll.ts';
import * as returns from './returns.ts';
import type { Envelope } from '../public-event.ts';

const contracts = [
  orders.orderRecorded,
  orders.orderChanged,
  logistics.parcelRegistered,
  logistics.scanRecorded,
  logistics.readingRecorded,
  logistics.readingCorrected,
  logistics.inquiryOpened,
  logistics.inquiryChased,
  logistics.inquiryAnswered,
  logistics.carrierClaimRecorded,
  returns.caseOpened,
  returns.weightCheckStarted,
  returns.weightCheckProgressed,
  returns.verdictReached,
  returns.verdictReopened,
  returns.refundApprovalRequested,
  returns.refundApproved,
  returns.reshipmentApproved,
  returns.refundPaid,
  returns.warehouseComplaintRecorded,
  returns.caseResolved,
  chat.conversationStarted,
  chat.conversationAssigned,
  chat.messageSent,
  chat.conversationClosed,
  payroll.entryRecorded,
  gateway.shopChanged,
  gateway.accountChanged,
  gateway.customerForgotten,
] as const;

type Contract = (typeof contracts)[number];
export type PublicEventType = Contract['type'];
export type PublicEventData<T extends PublicEventType> = z.infer<Extract<Contract, { type: T }>['data']>;
/** A public event of one type, or of any. */
export type PublicEvent<T extends PublicEventType = PublicEventType> = {
  [K in T]: Envelope<K, PublicEventData<K>>;
}[T];

/** Every event that leaves a service, by its name. */
export const publicEvents = Object.fromEntries(contracts.map((contract) => [contract.type, contract])) as {
  // fromEntries forgets which name goes with which contract
  readonly [T in PublicEventType]: Extract<Contract, { type: T }>;
};
