import { expect } from '@jest/globals';
import { Refused, type Decider, type DomainEvent } from '@kefu/contracts';

type Expected<E extends DomainEvent> = { [T in E['type']]?: Partial<Extract<E, { type: T }>['data']> };

/** Rules of a decider: given what was commanded before, when this is commanded, then … */
export const specification =
  <C, S, E extends DomainEvent>(decider: Decider<C, S, E>) =>
  (...before: C[]) => {
    const history = (commands: C[]): { state: S; events: E[] } =>
      commands.reduce(
        ({ state }, command) => {
          const events = [...decider.decide(command, state)];
          return { state: events.reduce(decider.evolve, state), events };
        },
        { state: decider.initial, events: [] as E[] },
      );
    return {
      when: (command: C) => ({
        /** Exactly these events in this order; the data named here, whatever else they say. */
        then: (...expected: (E['type'] | Expected<E>)[]) => {
          const { state } = history(before);
          expect(decider.decide(command, state)).toMatchObject(
            expected.map((event) => {
              if (typeof event === 'string') return { type: event };
              const [[type, data]] = Object.entries(event) as [[string, object]]; // one type each
              return { type, data };
            }),
          );
        },
        thenNothing: () => expect(decider.decide(command, history(before).state)).toEqual([]),
        thenRefused: (code: string) => {
          const { state } = history(before);
          let refusal: unknown;
          try {
            decider.decide(command, state);
          } catch (error) {
            refusal = error;
          }
          expect(refusal).toBeInstanceOf(Refused);
          expect(refusal).toMatchObject({ code });
        },
      }),
      state: () => history(before).state,
    };
  };
