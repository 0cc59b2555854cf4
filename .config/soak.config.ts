import { defineConfig } from 'vitest/config';

// What takes too long for every run: the same proofs as in the suite, with many more rounds.
export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['packages/*/test/**/*.soak.ts'],
    testTimeout: 3_600_000,
    hookTimeout: 60_000,
    // One file after the other: each of them takes the whole machine.
    fileParallelism: false,
  },
});
