import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';
import { sampleData } from './build/sample-data.ts';

const repository = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const coordinator = 'http://127.0.0.1:8080';

export default defineConfig({
  publicDir: repository('public'),
  plugins: [react(), sampleData(repository('data'))],
  // fl-core is read from its sources, so that a build of the page needs no other build before it.
  resolve: { conditions: ['source', ...defaultClientConditions] },
  worker: { format: 'es' },
  // The worker is read ahead too: else its first use in development would reload the page and lose the file.
  optimizeDeps: { entries: ['index.html', 'src/worker/*.worker.ts'] },
  build: { target: 'es2023', assetsInlineLimit: 0 },
  server: {
    proxy: {
      '/api': { target: coordinator },
      '/socket.io': { target: coordinator, ws: true },
    },
  },
});
