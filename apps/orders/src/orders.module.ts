import { Module } from '@nestjs/common';
import { OrdersController } from './order/orders.controller.ts';

@Module({ controllers: [OrdersController] })
export class OrdersModule {}
