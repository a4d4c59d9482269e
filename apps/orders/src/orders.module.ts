import { Module } from '@nestjs/common';
import { ImportsController } from './import/imports.controller.ts';
import { OnShopChanged } from './import/on-shop-changed.ts';
import { OrdersController } from './order/orders.controller.ts';

@Module({ controllers: [OrdersController, ImportsController, OnShopChanged] })
export class OrdersModule {}
