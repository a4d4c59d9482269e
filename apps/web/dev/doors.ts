import type { Doors } from './answer.ts';
import { chatDoors } from './doors/chat.ts';
import { gatewayDoors } from './doors/gateway.ts';
import { logisticsDoors } from './doors/logistics.ts';
import { ordersDoors } from './doors/orders.ts';
import { payrollDoors } from './doors/payroll.ts';
import { returnsDoors } from './doors/returns.ts';
import type { World } from './world.ts';

export const doorsOf = (world: World): Doors => ({
  ...gatewayDoors(world),
  ...chatDoors(world),
  ...ordersDoors(world),
  ...logisticsDoors(world),
  ...returnsDoors(world),
  ...payrollDoors(world),
});
