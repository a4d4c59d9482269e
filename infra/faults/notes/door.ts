// The service under fault with all that a service of ours has: doors, upkeep, and an orderly end.
import { route, type InputOfRoute, type Principal } from '@kefu/contracts';
import type { EventStore } from '@kefu/event-store';
import {
  defineService,
  Handles,
  Idempotency,
  InjectStore,
  Input,
  metadataOf,
  runMain,
  startService,
  Who,
  type CommandMark,
} from '@kefu/service';
import { Controller, Module } from '@nestjs/common';
import { z } from 'zod';
import { decorate, ledgerControllerOf } from './ledger.ts';
import { notes, publishNoted, type Noted } from './noted.ts';

const writeNote = route({
  service: 'gateway',
  method: 'POST',
  path: '/api/test/notes',
  summary: 'Writes a note.',
  roles: ['administrator'],
  body: z.object({ shop: z.string(), fen: z.int() }),
});

class NotesDoor {
  readonly #store: EventStore<Noted>;
  constructor(store: EventStore<Noted>) {
    this.#store = store;
  }
  async write(
    { body }: InputOfRoute<typeof writeNote>,
    who: Principal,
    idempotency?: CommandMark,
  ): Promise<void> {
    await this.#store.commit({
      appends: [
        {
          stream: `note-${body.shop}`,
          expected: 'any',
          events: [{ type: 'Noted', data: { shopId: body.shop, fen: body.fen } }],
          metadata: { ...metadataOf(who), correlationId: idempotency?.key ?? 'nobody asked' },
        },
      ],
      ...(idempotency === undefined ? {} : { idempotency }),
    });
  }
}
decorate(NotesDoor, 'write', Handles(writeNote), [Input(), Who(), Idempotency()]);
InjectStore()(NotesDoor, undefined, 0);
Controller()(NotesDoor);

const Ledger = ledgerControllerOf(`door ${process.pid}`);
InjectStore()(Ledger, undefined, 0);
class NotesModule {}
Module({ controllers: [NotesDoor, Ledger] })(NotesModule);

const service = defineService<Noted>({
  name: 'gateway',
  port: 18_873,
  module: NotesModule,
  personal: {},
  views: [notes],
  publish: publishNoted,
});

await runMain(async () => {
  const running = await startService(service);
  void running.ready.then(() => process.stdout.write('ready\n'));
  return running;
});
