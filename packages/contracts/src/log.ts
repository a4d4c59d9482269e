/** A fact of the business: a past-tense name and what it says. */
export type DomainEvent<Type extends string = string, Data extends object = object> = {
  type: Type;
  data: Data;
};

/**
 * How a stream decides and remembers. Both functions are pure: time, ids and facts from elsewhere come in with
 * the command. `decide` throws `Refused` when the command may not happen and answers `[]` when there is nothing to do.
 */
export type Decider<Command, State, Event extends DomainEvent> = {
  initial: State;
  evolve(state: State, event: Event): State;
  decide(command: Command, state: State): readonly Event[];
};

type PersonalOf<E extends DomainEvent> = {
  /** The data field that names whose data this is (a customerId); the data key is kept under it. */
  subject: keyof E['data'] & string;
  /** Top-level data fields that are encrypted in the log and read as `null` once the key is destroyed. */
  fields: readonly (keyof E['data'] & string)[];
};

/** Which fields of a service's stored events hold personal data, event type by event type. */
export type PersonalFields<E extends DomainEvent> = {
  readonly [T in E['type']]?: PersonalOf<Extract<E, { type: T }>>;
};
