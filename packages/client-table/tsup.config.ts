import { defineConfig } from 'tsup';

const program = {
  entry: ['src/run.ts'],
  format: 'esm',
  target: 'es2022',
  platform: 'neutral',
} as const;

/** Programs of their own, which run on the built packages: with the newest axios, with the oldest that is served, and in a handler. */
export default defineConfig([
  { ...program, external: ['axios', '@lynk-auth/axios'] },
  {
    ...program,
    entry: { 'run-oldest': 'src/run.ts' },
    noExternal: ['axios', '@lynk-auth/axios'],
    esbuildPlugins: [
      {
        name: 'oldest-axios',
        setup(build) {
          build.onResolve({ filter: /^axios$/ }, () => ({ path: 'axios-oldest', external: true }));
        },
      },
    ],
  },
  { ...program, entry: ['src/host.ts'], platform: 'node' },
]);
