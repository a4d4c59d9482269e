import { defineService } from '@kefu/service';
import { Orders1790100000000 } from '../migrations/1790100000000-orders.ts';
import { OrderImports1790200000000 } from '../migrations/1790200000000-order-imports.ts';
import { type OrderEvent, orderPersonalFields } from './order/domain/events.ts';
import { ordersView } from './order/orders.view.ts';
import { publishOrder } from './order/published.ts';
import { OrdersModule } from './orders.module.ts';

export const orders = defineService<OrderEvent>({
  name: 'orders',
  port: 18_802,
  module: OrdersModule,
  migrations: [Orders1790100000000, OrderImports1790200000000],
  personal: orderPersonalFields,
  views: [ordersView],
  publish: publishOrder,
});
