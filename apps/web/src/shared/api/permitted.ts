import type { Principal, RouteName } from '@kefu/contracts';
import { doors } from 'virtual:kefu-doors';

/** Whether a person may use a door: the pages show what the API allows, from the same table. */
export const mayAsk = (who: Principal, name: RouteName): boolean => {
  const { roles } = doors[name];
  return typeof roles === 'string' || roles.some((role) => who.roles.includes(role));
};
