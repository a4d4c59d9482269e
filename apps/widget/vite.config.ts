import { defineConfig } from 'vite';

export default defineConfig({
  base: '/widget/',
  resolve: { conditions: ['kefu-source', 'module', 'browser', 'import', 'default'] },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: { target: 'es2022', sourcemap: false },
});
