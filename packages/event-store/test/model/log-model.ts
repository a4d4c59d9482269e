import type { Position } from '../../src/index.ts';
import type { ParcelLog, ParcelStore } from '../parcel-log.ts';
import type { Operation, Proxy } from '@kefu/testing/faults';
import type pg from 'pg';

/** What the log should hold: of each stream the commands that its events came with, in order. */
export type Model = {
  streams: Map<string, string[]>;
  /** What each answered command was, for those who send it again. */
  sent: Sent[];
  /** Inbox marks that are taken. */
  marks: Set<string>;
};

export type Expectation = 'any' | 'none' | 'right' | 'wrong';

export type Part = { stream: string; count: number; expected: Expectation };

export type Sent = { command: string; parts: Part[]; mark?: string | undefined };

export type Reader = { position: Position | null; seen: Set<string> };

/** The log as it is, behind a link that can be cut, and those who use it. */
export type Real = {
  log: ParcelLog;
  link: Proxy;
  store: ParcelStore;
  /** Another process's store on the same database. */
  other: ParcelStore;
  readers: Reader[];
  /** A transaction of somebody else that has a transaction id and does not end. */
  holder: { client: pg.Client; since: Set<string> } | undefined;
  operations: Operation[];
  nextCommand: number;
};

/** Few, so that a crash leaves few to connect again. */
export const poolSize = 6;

export const streams = ['p-1', 'p-2', 'p-3'];

export const versionIn = (model: Model, stream: string): number => model.streams.get(stream)?.length ?? 0;

export const apply = (model: Model, { command, parts, mark }: Sent): void => {
  for (const { stream, count } of parts)
    model.streams.set(stream, [...(model.streams.get(stream) ?? []), ...Array<string>(count).fill(command)]);
  if (mark !== undefined) model.marks.add(mark);
};
