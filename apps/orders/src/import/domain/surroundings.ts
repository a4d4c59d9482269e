import type { RowValues } from './read-row.ts';

/** What is known around one order when it is put together. */
export type Surroundings = {
  shopId: string;
  customerIdOf(buyerId: string): string;
  fileName(file: number): string;
  /** Undefined without a file of customers: then orders name their buyer themselves. */
  customers?: ReadonlyMap<string, RowValues>;
  products: ReadonlyMap<string, RowValues>;
  /** There is a file of payments: what it does not list was not paid. */
  paymentsAreFiled: boolean;
};
