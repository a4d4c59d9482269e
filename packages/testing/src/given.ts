import { isDeepStrictEqual, inspect } from 'node:util';
import { Refused, type Decider, type DomainEvent } from '@kefu/contracts';

type Outcome<Event> = { events: readonly Event[] } | { refused: Refused };

/** What a command led to; each question throws with both sides shown when the answer is another. */
export type Decided<Event extends DomainEvent> = {
  then(...events: readonly Event[]): void;
  thenNothing(): void;
  thenRefused(code: string): void;
};

export type Given<Command, Event extends DomainEvent> = {
  when(command: Command): Decided<Event>;
};

const shown = (value: unknown): string => inspect(value, { depth: 8 });

/**
 * Tests a decider by its history: `const { given } = deciderTest(decider)`, then
 * `given(requested).when(approve).then(approved)`. Whatever is thrown that is not a refusal passes through.
 */
export const deciderTest = <Command, State, Event extends DomainEvent>({
  initial,
  evolve,
  decide,
}: Decider<Command, State, Event>) => ({
  given: (...history: readonly Event[]): Given<Command, Event> => ({
    when: (command) => {
      const state = history.reduce((folded, event) => evolve(folded, event), initial);
      const outcome = outcomeOf(() => decide(command, state));
      const expectEvents = (expected: readonly Event[]) => {
        if ('refused' in outcome)
          throw new Error(`expected ${shown(expected)}, but it was refused: ${outcome.refused.code}`);
        if (!isDeepStrictEqual(outcome.events, expected))
          throw new Error(`expected ${shown(expected)}\nbut decided ${shown(outcome.events)}`);
      };
      return {
        then: (...events) => expectEvents(events),
        thenNothing: () => expectEvents([]),
        thenRefused: (code) => {
          if (!('refused' in outcome))
            throw new Error(`expected a refusal (${code}), but decided ${shown(outcome.events)}`);
          if (outcome.refused.code !== code)
            throw new Error(`expected the refusal ${code}, but it was ${outcome.refused.code}`);
        },
      };
    },
  }),
});

const outcomeOf = <Event>(decide: () => readonly Event[]): Outcome<Event> => {
  try {
    return { events: decide() };
  } catch (error) {
    if (error instanceof Refused) return { refused: error };
    throw error;
  }
};
