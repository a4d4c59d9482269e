import { Controller, Module } from '@nestjs/common';
import { route, type Decider, type DomainEvent, type InputOfRoute, type Principal } from '@kefu/contracts';
import type { EventStore } from '@kefu/event-store';
import { defineService, Handles, InjectStore, Input, metadataOf, Who } from '@kefu/service';
import { z } from 'zod';

export type CaseOpened = DomainEvent<'CaseOpened', { caseId: string; at: string; words: string }>;

const openCase = route({
  service: 'gateway',
  method: 'POST',
  path: '/api/bench/cases',
  summary: 'Opens a case.',
  roles: ['administrator'],
  body: z.object({ caseId: z.string().min(1), at: z.iso.datetime(), words: z.string().min(1) }),
});

const opening: Decider<CaseOpened['data'], boolean, CaseOpened> = {
  initial: false,
  evolve: () => true,
  decide: (command, isOpen) => (isOpen ? [] : [{ type: 'CaseOpened', data: command }]),
};

@Controller()
class CaseController {
  readonly #store: EventStore<CaseOpened>;
  constructor(@InjectStore() store: EventStore<CaseOpened>) {
    this.#store = store;
  }

  @Handles(openCase)
  async open(@Input() { body }: InputOfRoute<typeof openCase>, @Who() who: Principal) {
    const { version } = await this.#store.handle({
      stream: body.caseId,
      decider: opening,
      command: body,
      metadata: metadataOf(who),
    });
    return { version };
  }
}

@Module({ controllers: [CaseController] })
class CasesModule {}

/** A service with one command, which it answers once its event is committed; nobody else hears of it. */
export const casesService = defineService<CaseOpened>({
  name: 'gateway',
  port: 18_874,
  module: CasesModule,
  personal: {},
  publish: () => undefined,
});
