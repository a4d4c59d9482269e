/** What happened in a scenario, one entry a fact, in the order in which its observer saw it. */
export type Operation =
  /** A command was answered: the log has taken `events` events of it. */
  | { kind: 'acknowledged'; command: string; events: number }
  /** An event of the log, as the feed shows it when everything is over, and the command that it came with. */
  | { kind: 'stored'; id: string; stream: string; version: number; command: string }
  /** A consumer was handed an event, for the first time or again. */
  | { kind: 'delivered'; consumer: string; id: string; stream: string; version: number }
  /** A consumer's effect of an event, as its database holds it when everything is over. */
  | { kind: 'effect'; consumer: string; id: string }
  /** A view as it was kept, and as it came out of the whole log. */
  | { kind: 'view'; name: string; kept: string; rebuilt: string }
  /** Money moved because of an event: what one account gains another loses. */
  | { kind: 'booked'; id: string; account: string; fen: number }
  /** How long something took to work again after a fault, and how long it may take. */
  | { kind: 'recovered'; what: string; seconds: number; withinSeconds: number }
  /** A rule of the scenario's own. */
  | { kind: 'expected'; what: string; holds: boolean };

export type OperationOf<Kind extends Operation['kind']> = Extract<Operation, { kind: Kind }>;

export const operationsOf = <Kind extends Operation['kind']>(
  operations: readonly Operation[],
  kind: Kind,
): OperationOf<Kind>[] =>
  operations.filter((operation): operation is OperationOf<Kind> => operation.kind === kind);
