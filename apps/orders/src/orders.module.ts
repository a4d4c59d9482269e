import { Module } from '@nestjs/common';
import { ImportsController } from './import/imports.controller.ts';
import { OrdersController } from './order/orders.controller.ts';

@Module({ controllers: [OrdersController, ImportsController] })
export class OrdersModule {}
