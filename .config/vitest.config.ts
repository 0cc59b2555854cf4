import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// One run over all packages: their own sources, and the built `dist` of the packages that they use.
export default defineConfig({
  // The file that Node takes; vite would take graphql's other copy, whose classes are not the same.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['packages/*/{src,test}/**/*.test.ts', 'apps/*/{src,test}/**/*.test.ts'],
    // One a core: left to itself, vitest keeps a core free, and of two uses one.
    maxWorkers: availableParallelism(),
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
