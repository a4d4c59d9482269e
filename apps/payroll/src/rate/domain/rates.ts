import type { Decider, Rate } from '@kefu/contracts';

/** What one of a kind pays from an instant on. Entries that were recorded before keep their amount. */
export type RateSet = { type: 'RateSet'; data: Rate };

const isFrom = (from: string) => (rate: Rate) => Date.parse(rate.from) === Date.parse(from);

/** The rates of one kind. */
export const rates: Decider<Rate, readonly Rate[], RateSet> = {
  initial: [],
  evolve: (known, { data }) => [...known.filter((rate) => !isFrom(data.from)(rate)), data],
  decide: (rate, known) =>
    known.find(isFrom(rate.from))?.amountFen === rate.amountFen ? [] : [{ type: 'RateSet', data: rate }],
};

/** What one of the kind pays at an instant, in fen: nothing until a rate says otherwise. */
export const rateAt = (known: readonly Rate[], at: string): number =>
  known
    .filter(({ from }) => Date.parse(from) <= Date.parse(at))
    .toSorted((a, b) => Date.parse(a.from) - Date.parse(b.from))
    .at(-1)?.amountFen ?? 0;
