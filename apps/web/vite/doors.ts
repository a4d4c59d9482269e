import { routes } from '@kefu/contracts';
import type { Plugin } from 'vite';

const virtualName = 'virtual:kefu-doors';
const resolvedName = `\0${virtualName}`;

/**
 * The route table as plain data: the pages need each door's method, path and roles, and not the schemas
 * (zod alone would be a fifth of the initial script).
 */
export const doors = (): Plugin => ({
  name: 'kefu-doors',
  resolveId: (id) => (id === virtualName ? resolvedName : undefined),
  load(id) {
    if (id !== resolvedName) return undefined;
    const table = Object.entries(routes).map(([name, { method, path, roles }]) => [
      name,
      { method, path, roles },
    ]);
    return `export const doors = ${JSON.stringify(Object.fromEntries(table))};`;
  },
});
