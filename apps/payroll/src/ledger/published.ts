import type { PublicEvent } from '@kefu/contracts';
import type { StoredEvent } from '@kefu/event-store';
import { publicEventOf } from '@kefu/messaging';
import type { EntryRecorded } from './domain/events.ts';

export const publishEntry = (event: StoredEvent<EntryRecorded>): PublicEvent => {
  const { entryId, agentId, month, kind, quantity, amountFen, because, at } = event.data;
  const entry = { entryId, agentId, month, kind, quantity, amountFen, because, at };
  return publicEventOf(event, 'payroll.entry-recorded.v1', entry);
};
