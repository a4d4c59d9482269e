/** A stream did not stand where the command expected it. */
export type Conflict = { stream: string; expected: number; actual: number };

/** Nothing was written: others were quicker. `store.handle` decides again by itself before it gives up with this. */
export class VersionConflict extends Error {
  override readonly name = 'VersionConflict';
  readonly conflicts: readonly Conflict[];
  constructor(conflicts: readonly Conflict[]) {
    const [first] = conflicts;
    super(
      first
        ? `stream ${first.stream} is at version ${first.actual}, not ${first.expected}` +
            (conflicts.length > 1 ? ` (and ${conflicts.length - 1} more)` : '')
        : 'a stream moved on',
    );
    this.conflicts = conflicts;
  }
}

/** The same principal sent the same idempotency key with another body. */
export class CommandReused extends Error {
  override readonly name = 'CommandReused';
  readonly key: string;
  constructor(key: string) {
    super('this idempotency key was used for another command');
    this.key = key;
  }
}

/**
 * The database cannot be reached, or went away; the next call connects again. Whether a commit that met this was
 * written is unknown: sent again with the same idempotency key, inbox mark or expected version it has one effect.
 */
export class Unavailable extends Error {
  override readonly name: string = 'Unavailable';
}

/** More commands wait for the database than it can take in good time. Nothing was written: again in a moment. */
export class Overloaded extends Unavailable {
  override readonly name: string = 'Overloaded';
}
