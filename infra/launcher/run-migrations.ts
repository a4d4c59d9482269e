import { createMigrator } from '@kefu/service';

import { definitionOf } from '../service-definitions.ts';
import type { MigrationOrder } from './migrate.ts';

const orders = JSON.parse(process.env.KEFU_MIGRATIONS ?? '[]') as MigrationOrder[]; // by migrate, its parent

for (const { service, ...target } of orders) {
  await createMigrator(await definitionOf(service), target).run();
}
