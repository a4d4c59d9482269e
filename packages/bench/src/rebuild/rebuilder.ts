/** Somebody who builds a read model of 200 rows from a log that is there already. */
export type Rebuilder = {
  name: string;
  version: string;
  /** Builds it anew; answers what tells its rows apart from others. */
  rebuild(): Promise<string>;
  close(): Promise<void>;
};

export const streams = 200;
export const streamOf = (nth: number): string => `case-${nth % streams}`;
/** How many events a stream has at a time while a log is filled. */
export const atOnce = 100;
