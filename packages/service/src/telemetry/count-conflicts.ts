import type { DomainEvent } from '@kefu/contracts';
import { VersionConflict, type EventStore, type Inbox } from '@kefu/event-store';
import { Counter, type Registry } from 'prom-client';

/** The same store, counting events that came again and commands that others were quicker than. */
export const countConflicts = <E extends DomainEvent>(
  store: EventStore<E>,
  registry: Registry,
): EventStore<E> => {
  const registers = [registry];
  const inbox = new Counter({
    name: 'kefu_inbox_conflicts_total',
    help: 'Events that were delivered again and had no second effect',
    registers,
  });
  const version = new Counter({
    name: 'kefu_version_conflicts_total',
    help: 'Commands given up because others kept changing the stream',
    registers,
  });
  const noted = <O extends { duplicate: boolean } | undefined>(by: { inbox?: Inbox }, outcome: O): O => {
    if (by.inbox && outcome?.duplicate) inbox.inc();
    return outcome;
  };
  const failed = (error: unknown): void => {
    if (error instanceof VersionConflict) version.inc();
  };
  const watched = async <O extends { duplicate: boolean } | undefined>(
    by: { inbox?: Inbox },
    work: Promise<O>,
  ): Promise<O> => {
    try {
      return noted(by, await work);
    } catch (error) {
      failed(error);
      throw error;
    }
  };
  return {
    ...store,
    handle: (command) => watched(command, store.handle(command)),
    commit: (commit) => watched(commit, store.commit(commit)),
    former: (marks) => watched(marks, store.former(marks)),
  };
};
