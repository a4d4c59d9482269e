declare module 'virtual:kefu-doors' {
  import type { Role, RouteName } from '@kefu/contracts';

  type Door = {
    method: 'GET' | 'POST' | 'PUT' | 'DELETE';
    path: string;
    roles: readonly Role[] | 'anyone' | 'signed-in';
  };
  export const doors: Record<RouteName, Door>;
}
