import type { Decider, DomainEvent } from '@kefu/contracts';
import { payload } from '../append/payload.ts';

export type CaseOpened = DomainEvent<'CaseOpened', typeof payload>;
export type Opened = { opened: number; last: string };

/** A state that every event changes. */
export const initial: Opened = { opened: 0, last: '' };
export const evolve = ({ opened }: Opened, { data }: CaseOpened): Opened => ({
  opened: opened + 1,
  last: data.at,
});
export const decide = (): CaseOpened[] => [{ type: 'CaseOpened', data: payload }];

export const counter: Decider<'open', Opened, CaseOpened> = { initial, evolve, decide };
