import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';
import { doors } from './vite/doors.ts';

const gateway = process.env['KEFU_GATEWAY_URL'] ?? 'http://127.0.0.1:18800';

export default defineConfig(async ({ command }) => {
  const standsIn = command === 'serve' && process.env['KEFU_STAND_IN'] === '1';
  const standIn = standsIn ? [(await import('./dev/stand-in.ts')).standIn()] : [];
  return {
    plugins: [react(), doors(), ...standIn],
    resolve: { conditions: ['kefu-source', ...defaultClientConditions] },
    build: {
      target: 'es2022',
      sourcemap: true,
      chunkSizeWarningLimit: 1_200,
      rolldownOptions: {
        output: {
          // Dozens of icons and small parts of our own would each become a file. What draws in more of the kit stays apart.
          codeSplitting: {
            includeDependenciesRecursively: false,
            groups: [
              { name: 'icons', test: /node_modules\/@ant-design\/icons/ },
              {
                name: 'shared',
                test: /\/web\/src\/shared\/(?!i18n\/en\/|ui\/shop-select|ui\/more|api\/use-pages)/,
              },
            ],
          },
        },
      },
    },
    server: {
      host: '127.0.0.1',
      port: Number(process.env['KEFU_WEB_PORT'] ?? 18820),
      strictPort: true,
      ...(standsIn ? {} : { proxy: { '/api': { target: gateway, ws: true, changeOrigin: true } } }),
    },
  };
});
