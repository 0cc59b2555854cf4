import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// Every packed package in projects of its users: as many commands at once as there are cores.
export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['apps/e2e/test/packed/**/*.full.ts'],
    maxConcurrency: 8 * availableParallelism(),
    // It counts the waiting for a core.
    testTimeout: 1_200_000,
    hookTimeout: 1_200_000,
    reporters: ['./apps/e2e/src/packed/table-reporter.ts'],
  },
});
