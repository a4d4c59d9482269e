import type { Random } from '../sample/random.ts';
import type { InvariantName } from './invariants.ts';
import type { Operation } from './operation.ts';

/** Where a scenario plays: what it draws, tells, notes and tidies up. */
export type Stage = {
  readonly random: Random;
  record(operations: Operation | readonly Operation[]): void;
  /** Notes how long something took to work again. */
  recovered(what: string, seconds: number, withinSeconds: number): void;
  expect(what: string, holds: boolean): void;
  /** For whoever watches. */
  tell(line: string): void;
  /** Runs in the end, the last one first, whatever happened. */
  finally(tidyUp: () => unknown): void;
};

export type Scenario = {
  /** As the catalogue of faults calls it: F1. */
  name: string;
  title: string;
  checks: readonly InvariantName[];
  play(stage: Stage): Promise<void>;
};

/** Thrown by a scenario that cannot be played here; the message says why. */
export class Skipped extends Error {
  override readonly name = 'Skipped';
}
