import type { DomainEvent } from '@kefu/contracts';
import type { StoredEvent } from './event.ts';
import type { KeyedStatement, Statement } from './statement.ts';

/**
 * A read model: tables that hold nothing but what `project` makes of the events, so that they can be dropped and
 * rebuilt. `project` is pure, sees every event of the service in the order of the log and answers nothing for those
 * that do not concern it; its statements touch only the view's own tables, by unqualified names.
 */
export type View<E extends DomainEvent = DomainEvent> = {
  readonly name: string;
  readonly tables: readonly string[];
  project(event: StoredEvent<E>): readonly Statement[] | undefined;
};

const identifier = /^[a-z][a-z0-9_]{0,50}$/;

export const defineView = <E extends DomainEvent>(view: View<E>): View<E> => {
  for (const name of [view.name, ...view.tables]) {
    if (!identifier.test(name))
      throw new TypeError(`a view's names are plain lower-case SQL names, not ${name}`);
  }
  return view;
};

/** What the views want written for these events, keyed so that each stream's statements stay in order. */
export const projectAll = <E extends DomainEvent>(
  views: readonly View<E>[],
  events: readonly StoredEvent<E>[],
): KeyedStatement[] => {
  const statements: KeyedStatement[] = [];
  for (const event of events) {
    for (const view of views) {
      for (const statement of view.project(event) ?? []) {
        // A view's keys are its own: two views never wait for each other's order.
        statements.push({ ...statement, key: `${view.name}\n${statement.key ?? event.stream}` });
      }
    }
  }
  return statements;
};
