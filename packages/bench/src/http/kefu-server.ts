import { Controller, Module } from '@nestjs/common';
import type { InputOfRoute, Principal } from '@kefu/contracts';
import type { EventStore } from '@kefu/event-store';
import {
  defineService,
  Handles,
  Idempotency,
  Input,
  InjectStore,
  metadataOf,
  Who,
  type CommandMark,
} from '@kefu/service';
import { runForTest } from '@kefu/service/testing';
import { tellParent, whenLeft } from '../frame/child.ts';
import { openCase, opening, type CaseOpened, type ServerTold } from './open-case.ts';

@Controller()
class CaseController {
  readonly store: EventStore<CaseOpened>;
  constructor(@InjectStore() store: EventStore<CaseOpened>) {
    this.store = store;
  }

  @Handles(openCase)
  async open(
    @Input() { params, body }: InputOfRoute<typeof openCase>,
    @Who() who: Principal,
    @Idempotency() idempotency?: CommandMark,
  ) {
    const { answer } = await this.store.handle({
      stream: `case-${params.caseId}`,
      decider: opening,
      command: { ...params, ...body, at: new Date().toISOString() },
      metadata: metadataOf(who),
      idempotency,
      answer: (events) => ({ opened: events.length > 0 }),
    });
    return answer;
  }
}

@Module({ controllers: [CaseController] })
class CasesModule {}

const service = await runForTest(
  defineService<CaseOpened>({
    name: 'gateway',
    port: 18_870,
    module: CasesModule,
    personal: {},
    publish: () => undefined,
  }),
);

process.on('message', (question) => {
  if (question === 'token')
    void service.tokenOf({ roles: ['administrator'] }).then((token) => tellParent({ token }));
  else
    void service.store.pool
      .query<{ stored: number }>('SELECT count(DISTINCT stream)::int AS stored FROM event')
      .then(({ rows }) => tellParent(rows[0] ?? {}));
});
whenLeft(service.stop);
tellParent({
  url: service.url,
  pid: process.pid,
  databaseUrl: service.database.databaseUrl,
} satisfies ServerTold);
