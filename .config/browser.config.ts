import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = relative(root, process.cwd()) || '{packages,apps}/*';

// The pages, in a real Chromium.
export default defineConfig({
  // As in the configuration of the other tests.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    root,
    include: [`${folder}/test/browser/**/*.test.ts`],
    // Each file has a browser of its own, and each of those several processes.
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
});
