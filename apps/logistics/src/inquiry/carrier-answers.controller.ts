import { type AnswerOf, type InputOf, Refused, routes } from '@kefu/contracts';
import type { EventStore } from '@kefu/event-store';
import {
  type Configuration,
  Forbidden,
  Handles,
  InjectConfiguration,
  InjectStore,
  Input,
  metadataOf,
} from '@kefu/service';
import { Controller, Headers, type RawBodyRequest, Req } from '@nestjs/common';
import { answerInquiry } from './answer-inquiry.ts';
import { inquiryById } from './inquiries.view.ts';
import { isSigned } from './signature.ts';
import type { LogisticsEvent } from '../events.ts';

/** The door for a carrier's own system: it has no account here, its signature says who speaks. */
@Controller()
export class CarrierAnswersController {
  constructor(
    @InjectStore() private readonly store: EventStore<LogisticsEvent>,
    @InjectConfiguration() private readonly configuration: Configuration,
  ) {}

  @Handles(routes['logistics.carrierAnswers'])
  async take(
    @Input() { params, body }: InputOf<'logistics.carrierAnswers'>,
    @Headers('kefu-signature') signature: string | undefined,
    @Req() { rawBody }: RawBodyRequest<object>,
  ): Promise<AnswerOf<'logistics.carrierAnswers'>> {
    const secret = this.configuration.carrier?.secret;
    if (!secret || !rawBody || !isSigned(secret, rawBody, signature, new Date())) {
      throw new Forbidden('signature-invalid', 'The header kefu-signature does not fit this body and time.');
    }
    const found = await inquiryById(this.store.pool, body.inquiryId);
    if (found?.carrier !== params.carrier) throw new Refused('inquiry-unknown');
    await answerInquiry(this.store, body.inquiryId, {
      by: 'carrier',
      answeredBy: params.carrier,
      weights: body.weights,
      metadata: metadataOf({ kind: 'service', id: `carrier/${params.carrier}` }),
    });
    return { accepted: true };
  }
}
