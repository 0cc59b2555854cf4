import { defineConfig } from 'tsup';

/** One script that contains all of its imports, as these platforms require. */
const bundle = { target: 'es2022', platform: 'neutral', noExternal: [/./], splitting: false } as const;

export default defineConfig([
  {
    entry: [
      'src/run/main.ts',
      'src/wirings/{node-http,express,nest,fastify,introspection}.ts',
      'src/clients/{fetch,axios}.ts',
    ],
    format: 'esm',
    target: 'node20',
    platform: 'node',
    sourcemap: true,
  },
  {
    ...bundle,
    entry: {
      'worker-static': 'src/wirings/worker-static.ts',
      'worker-remote': 'src/wirings/worker-remote.ts',
      'worker-client': 'src/clients/worker.ts',
    },
    outDir: 'dist/workers',
    format: 'esm',
    esbuildOptions(options) {
      options.conditions = ['workerd', 'worker', 'import'];
    },
  },
  {
    ...bundle,
    entry: {
      edge: 'src/wirings/edge.ts',
      'next-route': 'src/wirings/next-route.ts',
      'edge-client': 'src/clients/edge.ts',
    },
    outDir: 'dist/edge',
    format: 'iife',
    // The exports of a route handler.
    globalName: 'route',
    outExtension: () => ({ js: '.js' }),
    esbuildOptions(options) {
      options.conditions = ['edge-light', 'import'];
    },
  },
]);
