import { agents, type AnswerOf, type Principal } from '@kefu/contracts';
import type { EventStore, StoredEvent } from '@kefu/event-store';
import { hasRole } from '@kefu/service';
import type { ReturnsEvent } from '../events.ts';
import { caseStream } from './domain/state.ts';

type Fact = AnswerOf<'returns.getCase'>['timeline'][number];

/** The agent's note is in the words of a conversation: only those who hold conversations read it. */
const shown = ({ data }: StoredEvent<ReturnsEvent>, who: Principal): object => {
  if (!('note' in data) || hasRole(who, ...agents)) return data;
  const { note: _, ...rest } = data;
  return rest;
};

/** The facts of a case as the log holds them, oldest first. */
export const timelineOf = async (
  store: EventStore<ReturnsEvent>,
  caseId: string,
  who: Principal,
): Promise<Fact[]> => {
  const events = await store.read(caseStream(caseId));
  return events.map((event) => ({
    id: event.id,
    at: event.data.at,
    type: event.type,
    who: event.metadata.who,
    why: event.metadata.why ?? ('reason' in event.data ? (event.data.reason ?? null) : null),
    data: { ...shown(event, who) },
  }));
};
