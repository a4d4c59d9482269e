import { Module } from '@nestjs/common';
import { ClaimController } from './claim/claim.controller.ts';
import { OnPromise } from './claim/on-promise.ts';
import { CarrierAnswersController } from './inquiry/carrier-answers.controller.ts';
import { InquiryController } from './inquiry/inquiry.controller.ts';
import { OnOrder } from './waybill/on-order.ts';
import { WaybillController } from './waybill/waybill.controller.ts';

@Module({
  controllers: [
    WaybillController,
    OnOrder,
    InquiryController,
    CarrierAnswersController,
    ClaimController,
    OnPromise,
  ],
})
export class LogisticsModule {}
