import { Controller } from '@nestjs/common';
import { routes, type InputOf, type Phrase, type Principal } from '@kefu/contracts';
import type { EventStore } from '@kefu/event-store';
import {
  type CommandMark,
  Handles,
  Idempotency,
  InjectStore,
  Input,
  metadataOf,
  requireShop,
  Who,
} from '@kefu/service';
import type { ChatEvent } from '../events.ts';
import { listPhrases, putPhrase, shopOfPhrase } from './phrase.ts';

@Controller()
export class PhraseController {
  constructor(@InjectStore() private readonly store: EventStore<ChatEvent>) {}

  @Handles(routes['chat.listPhrases'])
  async list(@Input() { query }: InputOf<'chat.listPhrases'>) {
    return { items: await listPhrases(this.store.pool, query.shopId) };
  }

  @Handles(routes['chat.putPhrase'])
  async put(
    @Input() { params, body }: InputOf<'chat.putPhrase'>,
    @Who() who: Principal,
    @Idempotency() idempotency?: CommandMark,
  ): Promise<Phrase> {
    const formerShop = await shopOfPhrase(this.store.pool, params.phraseId);
    if (formerShop) requireShop(who, formerShop);
    const phrase = { phraseId: params.phraseId, ...body };
    await this.store.commit({
      appends: [
        {
          stream: `phrase-${phrase.phraseId}`,
          expected: 'any',
          events: [{ type: 'PhraseChanged', data: { ...phrase, at: new Date().toISOString() } }],
          metadata: metadataOf(who),
        },
      ],
      idempotency,
      statements: [putPhrase(phrase)],
    });
    return phrase;
  }
}
