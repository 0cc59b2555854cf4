import { defineConfig } from 'tsup';

export default defineConfig({
  entry: ['express/server.ts'],
  format: 'esm',
  target: 'node20',
  platform: 'node',
  sourcemap: true,
});
