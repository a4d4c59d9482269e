import { operationsOf, type Operation } from './operation.ts';

/** What is wrong, a sentence each; empty where the invariant holds. */
export type Invariant = (operations: readonly Operation[]) => string[];

const mostShown = 5;

/** So that ten thousand lost events are one line. */
const shown = (what: string, found: readonly string[]): string[] =>
  found.length === 0
    ? []
    : [
        `${found.length} ${what}: ${found.slice(0, mostShown).join(', ')}${found.length > mostShown ? ' …' : ''}`,
      ];

const countsOf = (keys: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
};

const without = (all: ReadonlySet<string>, those: ReadonlySet<string>): string[] =>
  [...all].filter((each) => !those.has(each));

const repeatedIn = (keys: readonly string[]): string[] =>
  [...countsOf(keys)].filter(([, count]) => count > 1).map(([key]) => key);

/** I1: what was acknowledged is stored, all of it and once. Whose answer got lost asks again until it is acknowledged. */
const acknowledgedIsStored: Invariant = (operations) => {
  const stored = operationsOf(operations, 'stored');
  const acknowledged = new Map(
    operationsOf(operations, 'acknowledged').map(({ command, events }) => [command, events]),
  );
  const storedOf = countsOf(stored.map(({ command }) => command));
  const wrong = [...acknowledged].filter(([command, events]) => (storedOf.get(command) ?? 0) !== events);
  return [
    ...shown('stored twice', repeatedIn(stored.map(({ id }) => id))),
    ...shown(
      'acknowledged commands that are not stored as they were',
      wrong.map(([command, events]) => `${command} (${storedOf.get(command) ?? 0} of ${events} events)`),
    ),
  ];
};

const consumersOf = (operations: readonly Operation[]): string[] => [
  ...new Set(
    [...operationsOf(operations, 'delivered'), ...operationsOf(operations, 'effect')].map(
      ({ consumer }) => consumer,
    ),
  ),
];

/** I2: each consumer was handed what is stored, and nothing else. */
const deliveredIsStored: Invariant = (operations) => {
  const stored = new Set(operationsOf(operations, 'stored').map(({ id }) => id));
  const deliveries = operationsOf(operations, 'delivered');
  if (deliveries.length === 0 && stored.size > 0) return ['nothing was delivered to anybody'];
  return [...new Set(deliveries.map(({ consumer }) => consumer))].flatMap((consumer) => {
    const delivered = new Set(deliveries.filter((of) => of.consumer === consumer).map(({ id }) => id));
    return [
      ...shown(`never delivered to ${consumer}`, without(stored, delivered)),
      ...shown(`delivered to ${consumer} but not stored`, without(delivered, stored)),
    ];
  });
};

type Placed = { id: string; stream: string; version: number };

/** A repetition is no disorder: what counts is when an event was seen first. */
const disorderIn = (where: string, events: readonly Placed[]): string[] => {
  const heads = new Map<string, number>();
  const seen = new Set<string>();
  const wrong: string[] = [];
  for (const { id, stream, version } of events) {
    if (seen.has(id)) continue;
    seen.add(id);
    const head = heads.get(stream) ?? 0;
    if (version !== head + 1) wrong.push(`${stream} ${version} after ${head}`);
    heads.set(stream, version);
  }
  return shown(`out of order ${where}`, wrong);
};

/** I3: each stream is in order and without a gap, in the log and as each consumer first saw it. */
const streamsAreInOrder: Invariant = (operations) => {
  const deliveries = Map.groupBy(operationsOf(operations, 'delivered'), ({ consumer }) => consumer);
  return [
    ...disorderIn('in the log', operationsOf(operations, 'stored')),
    ...[...deliveries].flatMap(([consumer, events]) => disorderIn(`at ${consumer}`, events)),
  ];
};

/** I4: each consumer's database holds one effect of each stored event. */
const effectsHappenOnce: Invariant = (operations) => {
  const stored = new Set(operationsOf(operations, 'stored').map(({ id }) => id));
  const effects = operationsOf(operations, 'effect');
  if (effects.length === 0 && stored.size > 0) return ['nothing had an effect'];
  return consumersOf(effects).flatMap((consumer) => {
    const ids = effects.filter((effect) => effect.consumer === consumer).map(({ id }) => id);
    const had = new Set(ids);
    return [
      ...shown(`without effect at ${consumer}`, without(stored, had)),
      ...shown(`with several effects at ${consumer}`, repeatedIn(ids)),
      ...shown(`effects at ${consumer} of what is not stored`, without(had, stored)),
    ];
  });
};

/** I5: a view is what the whole log makes of it. */
const viewsAreTheLog: Invariant = (operations) => {
  const views = operationsOf(operations, 'view');
  if (views.length === 0) return ['no view was compared'];
  return views
    .filter(({ kept, rebuilt }) => kept !== rebuilt)
    .map(({ name, kept, rebuilt }) => `the view ${name} was ${kept} and comes out as ${rebuilt}`);
};

/** I6: money is neither made nor lost, and every stored event moved its own once. */
const moneyAddsUp: Invariant = (operations) => {
  const bookings = operationsOf(operations, 'booked');
  const stored = operationsOf(operations, 'stored');
  if (bookings.length === 0 && stored.length > 0) return ['nothing was booked'];
  const sum = bookings.reduce((total, { fen }) => total + fen, 0);
  const booked = new Set(bookings.map(({ id }) => id));
  const places = bookings.map(({ id, account }) => `${id} on ${account}`);
  return [
    ...(sum === 0 ? [] : [`the accounts add up to ${sum} fen instead of 0`]),
    ...shown('booked twice', repeatedIn(places)),
    ...shown(
      'without a booking',
      stored.map(({ id }) => id).filter((id) => !booked.has(id)),
    ),
  ];
};

/** I7: what a fault stopped works again in time. */
const recoversInTime: Invariant = (operations) => {
  const recoveries = operationsOf(operations, 'recovered');
  if (recoveries.length === 0) return ['no recovery was measured'];
  return recoveries
    .filter(({ seconds, withinSeconds }) => seconds > withinSeconds)
    .map(
      ({ what, seconds, withinSeconds }) => `${what}: ${seconds.toFixed(1)} s, not within ${withinSeconds} s`,
    );
};

/** By the names that the catalogue of faults gives them. */
export const invariants = {
  I1: acknowledgedIsStored,
  I2: deliveredIsStored,
  I3: streamsAreInOrder,
  I4: effectsHappenOnce,
  I5: viewsAreTheLog,
  I6: moneyAddsUp,
  I7: recoversInTime,
} satisfies Record<string, Invariant>;

export type InvariantName = keyof typeof invariants;

/** Of a scenario: its invariants and the rules of its own. Each violation begins with who complains. */
export const violationsOf = (
  operations: readonly Operation[],
  checked: readonly InvariantName[],
): string[] => [
  ...checked.flatMap((name) => invariants[name](operations).map((violation) => `${name}: ${violation}`)),
  ...operationsOf(operations, 'expected')
    .filter(({ holds }) => !holds)
    .map(({ what }) => `not so: ${what}`),
];
