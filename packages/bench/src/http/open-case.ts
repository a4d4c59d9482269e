import { route, type Decider, type DomainEvent } from '@kefu/contracts';
import { z } from 'zod';

export type CaseOpened = DomainEvent<'CaseOpened', { caseId: string; at: string; words: string }>;

/** The command: opening a case, which is refused to nobody but the second one. */
export const openCase = route({
  service: 'gateway',
  method: 'POST',
  path: '/api/bench/cases/:caseId',
  summary: 'Opens a case.',
  roles: ['administrator'],
  params: z.object({ caseId: z.string() }),
  body: z.object({ words: z.string().min(1) }),
  answer: z.object({ opened: z.boolean() }),
});

export const opening: Decider<CaseOpened['data'], boolean, CaseOpened> = {
  initial: false,
  evolve: () => true,
  decide: (command, isOpen) => (isOpen ? [] : [{ type: 'CaseOpened', data: command }]),
};

/** Connections of a service's pool: the other server has as many. */
export const servicePoolSize = 8;

export type ServerTold = { url: string; pid: number; databaseUrl: string };
/** What a server answers its parent: how many cases it has stored, or who to be for the next two minutes. */
export type ServerAnswer = { stored: number } | { token: string };
