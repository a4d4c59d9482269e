/** Where an event stands in its service's log: `epoch.xid.sequence`, opaque to callers. */
export type Position = string;

type Parts = [epoch: bigint, xid: bigint, sequence: bigint];

export const partsOf = (position: Position): Parts => {
  const [, epoch, xid, sequence] = /^(\d+)\.(\d+)\.(\d+)$/.exec(position) ?? [];
  if (epoch === undefined || xid === undefined || sequence === undefined)
    throw new TypeError(`not a position of an event log: ${position.slice(0, 80)}`);
  return [BigInt(epoch), BigInt(xid), BigInt(sequence)];
};

/** Negative when `a` comes before `b` in the log, 0 when they are the same, positive when it comes after. */
export const comparePositions = (a: Position, b: Position): number => {
  const left = partsOf(a);
  const right = partsOf(b);
  for (const i of [0, 1, 2] as const) {
    if (left[i] !== right[i]) return left[i] < right[i] ? -1 : 1;
  }
  return 0;
};
