import { chatRoutes } from './chat.ts';
import { gatewayRoutes } from './gateway.ts';
import { logisticsRoutes } from './logistics.ts';
import { ordersRoutes } from './orders.ts';
import { payrollRoutes } from './payroll.ts';
import { returnsRoutes } from './returns.ts';
import type { AnswerOfRoute, InputOfRoute } from '../route.ts';

/** Every door of every service. */
export const routes = {
  ...gatewayRoutes,
  ...chatRoutes,
  ...ordersRoutes,
  ...logisticsRoutes,
  ...returnsRoutes,
  ...payrollRoutes,
};
export type RouteName = keyof typeof routes;
export type InputOf<Name extends RouteName> = InputOfRoute<(typeof routes)[Name]>;
export type AnswerOf<Name extends RouteName> = AnswerOfRoute<(typeof routes)[Name]>;
