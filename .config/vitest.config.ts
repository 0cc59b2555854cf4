import { availableParallelism } from 'node:os';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));
/** All packages at the root of the repository, or the package in whose folder the command runs. */
const folder = relative(root, process.cwd()) || '{packages,apps}/*';

/**
 * What takes longest, half of the time of all tests: attacks with processes that are killed, stopped and cut off, models,
 * code that is broken on purpose, to see that a contract notices, and contracts once more, for another variant. `npm test` leaves
 * it to CI, as it does the packed packages.
 */
const longest = [
  '**/test/{failover,lease,model,packed,processes,store-contract,story}/**',
  '**/test/**/{contract-11,demotions,foreign-contract,prefix,processes}.test.ts',
];
const excluded = [
  ...configDefaults.exclude,
  // These need Chromium, and have a configuration of their own.
  '**/test/browser/**',
  ...(process.env['LYNK_AUTH_TESTS'] === 'short' ? longest : []),
];

// Tests run against a package's own sources, and against the built `dist` of the packages that it imports.
export default defineConfig({
  // The file that Node takes; vite would take graphql's other copy, whose classes are not the same.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    root,
    // Importing the modules again for each file takes longer than a unit test, so those share them. A test that changes
    // what others see belongs in `test`, where each file has a process of its own.
    projects: [
      { extends: true, test: { name: 'unit', include: [`${folder}/src/**/*.test.ts`], isolate: false } },
      {
        extends: true,
        test: {
          name: 'system',
          include: [`${folder}/test/**/*.test.ts`],
          exclude: excluded,
        },
      },
    ],
    // One more than there are cores, because many tests wait for a process, a timer or a database.
    maxWorkers: availableParallelism() + 1,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
