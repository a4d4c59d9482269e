import { Module } from '@nestjs/common';
import { AccountController } from './account/account.controller.ts';
import { CustomerController } from './customer/customer.controller.ts';
import { StatusController } from './door/status.controller.ts';
import { SessionController } from './session/session.controller.ts';
import { ShopController } from './shop/shop.controller.ts';
import { WidgetController } from './widget/widget.controller.ts';

@Module({
  controllers: [
    SessionController,
    WidgetController,
    ShopController,
    AccountController,
    CustomerController,
    StatusController,
  ],
})
export class GatewayModule {}
