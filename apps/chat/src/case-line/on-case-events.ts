import { EventPattern, Payload } from '@nestjs/microservices';
import { Refused } from '@kefu/contracts';
import type { EventStore } from '@kefu/event-store';
import { EventsController, type Received } from '@kefu/messaging';
import { InjectStore } from '@kefu/service';
import { carryOut } from '../conversation/carry-out.ts';
import type { ChatEvent } from '../events.ts';
import { lineOf, type CaseEvent } from './domain/case-lines.ts';
import { rememberCase } from './open-cases.ts';

/** Shows in a conversation what becomes of its cases. */
@EventsController('case-lines')
export class OnCaseEvents {
  constructor(@InjectStore() private readonly store: EventStore<ChatEvent>) {}

  @EventPattern('returns.case-opened.v1')
  onCaseOpened(@Payload() event: Received<'returns.case-opened.v1'>) {
    return this.show(event);
  }

  @EventPattern('returns.weight-check-started.v1')
  onWeightCheckStarted(@Payload() event: Received<'returns.weight-check-started.v1'>) {
    return this.show(event);
  }

  @EventPattern('returns.weight-check-progressed.v1')
  onWeightCheckProgressed(@Payload() event: Received<'returns.weight-check-progressed.v1'>) {
    return this.show(event);
  }

  @EventPattern('returns.verdict-reached.v1')
  onVerdictReached(@Payload() event: Received<'returns.verdict-reached.v1'>) {
    return this.show(event);
  }

  @EventPattern('returns.verdict-reopened.v1')
  onVerdictReopened(@Payload() event: Received<'returns.verdict-reopened.v1'>) {
    return this.show(event);
  }

  @EventPattern('returns.refund-approval-requested.v1')
  onRefundApprovalRequested(@Payload() event: Received<'returns.refund-approval-requested.v1'>) {
    return this.show(event);
  }

  @EventPattern('returns.refund-approved.v1')
  onRefundApproved(@Payload() event: Received<'returns.refund-approved.v1'>) {
    return this.show(event);
  }

  @EventPattern('returns.reshipment-approved.v1')
  onReshipmentApproved(@Payload() event: Received<'returns.reshipment-approved.v1'>) {
    return this.show(event);
  }

  @EventPattern('returns.refund-paid.v1')
  onRefundPaid(@Payload() event: Received<'returns.refund-paid.v1'>) {
    return this.show(event);
  }

  @EventPattern('returns.warehouse-complaint-recorded.v1')
  onWarehouseComplaintRecorded(@Payload() event: Received<'returns.warehouse-complaint-recorded.v1'>) {
    return this.show(event);
  }

  @EventPattern('returns.case-resolved.v1')
  onCaseResolved(@Payload() event: Received<'returns.case-resolved.v1'>) {
    return this.show(event);
  }

  private async show(event: CaseEvent & Pick<Received, 'inbox' | 'metadata'>): Promise<void> {
    const { conversationId, caseId, shopId, customerId, at } = event.data;
    const statements = rememberCase(event);
    const line = lineOf(event);
    const { inbox, metadata } = event;
    if (!conversationId || !line) {
      await this.store.commit({ appends: [], statements, inbox });
      return;
    }
    await carryOut(this.store, {
      conversationId,
      // One line an event: its id serves the line, so that none can come twice.
      command: {
        type: 'AddLine',
        messageId: event.id,
        shopId,
        customerId,
        ...line,
        link: { kind: 'case', id: caseId },
        at,
      },
      metadata: { ...metadata, conversationId },
      inbox,
      statements: () => statements,
    }).catch(async (error: unknown) => {
      // A case may name a conversation that never was here or is another's: no reason to hold the others up.
      if (!(error instanceof Refused)) throw error;
      await this.store.commit({ appends: [], inbox });
    });
  }
}
