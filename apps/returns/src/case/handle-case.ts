import { VersionConflict, type EventStore, type Handle, type Handled } from '@kefu/event-store';
import type { ReturnsEvent } from '../events.ts';
import type { CaseCommand } from './domain/commands.ts';
import { caseDecider } from './domain/decide.ts';
import type { CaseEvent } from './domain/events.ts';
import { lineDecider, lineStream, type LineClaims } from './domain/line.ts';
import { caseStream, type ReturnCase } from './domain/state.ts';

type ToCase = Pick<
  Handle<ReturnsEvent, CaseCommand, ReturnCase, CaseEvent>,
  'metadata' | 'inbox' | 'idempotency' | 'answer'
> & {
  of: { caseId: string; orderId: string; lineId: string };
  /** May need to know what cases took of the line so far. */
  command: CaseCommand | ((claims: LineClaims) => CaseCommand);
};

const mostTries = 5;

/**
 * Runs a command on a case. The case and the line it is about change in one commit, each at the version that was
 * read, so that two cases never take the same piece; whoever was slower decides again on what is left.
 */
export const handleCase = async (
  store: EventStore<ReturnsEvent>,
  { of, command, metadata, ...more }: ToCase,
): Promise<Handled<ReturnCase, ReturnsEvent>> => {
  const stream = lineStream(of);
  for (let tries = 1; ; tries++) {
    const { state: claims, version } = await store.load(stream, lineDecider);
    try {
      return await store.handle({
        ...more,
        stream: caseStream(of.caseId),
        decider: caseDecider,
        command: typeof command === 'function' ? command(claims) : command,
        metadata,
        also: (decided) => {
          const events = lineDecider.decide(decided, claims);
          return events.length === 0 ? [] : [{ stream, expected: version || 'none', events, metadata }];
        },
      });
    } catch (error) {
      if (!(error instanceof VersionConflict) || tries === mostTries) throw error;
    }
  }
};
