import type { Figures } from './statistics.ts';

/** How hard a round is: how many at once, and how big each piece of work, where the benchmark asks. */
export type Load = { name: string; concurrency: number; size?: number };

/** Somebody who does the same work as the others. */
export type Contestant = {
  name: string;
  version: string;
  /** Loads that it takes no part in, such as those that would take it hours. */
  skips?(load: Load): boolean;
  /** Works for about so long, or once through work of a fixed size. */
  round(load: Load, durationMs: number): Promise<Figures>;
  /** What is wrong with what was written in all rounds; undefined when it is clean. */
  complaint(): Promise<string | undefined>;
  /** What else a reader should know, such as retries; asked after `complaint`. */
  remark?(): string;
  close(): Promise<void>;
};

export type Settings = { rounds: number; durationMs: number; seed: number; large: boolean };

/** A figure beside the table, such as bytes an event. */
export type Fact = { name: string; value: string };
