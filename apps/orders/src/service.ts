import multipart from '@fastify/multipart';
import { defineService } from '@kefu/service';
import { Orders1790100000000 } from '../migrations/1790100000000-orders.ts';
import { OrderImports1790200000000 } from '../migrations/1790200000000-order-imports.ts';
import { startImportWorker } from './import/import-worker.ts';
import { mostFileBytes, mostFiles } from './import/upload.ts';
import { type OrderEvent, orderPersonalFields } from './order/domain/events.ts';
import { forgetInOrders, ordersView } from './order/orders.view.ts';
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
  forgetting: { wipe: (customerId) => [forgetInOrders(customerId)] },
  conflicts: ['import-already-started', 'import-running', 'import-done', 'import-not-running'],
  prepare: async ({ app }) => {
    // One more file than allowed, so that it is we who say what is wrong.
    await app.register(multipart, {
      throwFileSizeLimit: false,
      limits: { files: mostFiles + 1, fileSize: mostFileBytes },
    });
  },
  workers: async (context) => [startImportWorker(context)],
});
