import { buildPackage } from '../../.config/build-package.ts';

/** Runs on Node only. The entries that declare tests need vitest, so they are apart from the index. */
export default buildPackage({
  entry: {
    index: 'src/index.ts',
    browser: 'src/browser/index.ts',
    postgres: 'src/postgres/launch-postgres.ts',
    'serve-handler': 'src/servers/serve-handler.ts',
    'plugin-tests': 'src/contracts/test-plugin-contract.ts',
    'client-tests': 'src/contracts/client-tests.ts',
    'client-cases': 'src/contracts/run-client-contract.ts',
    'client-host': 'src/contracts/client-host.ts',
  },
  format: 'esm',
  platform: 'node',
  external: [/^node:/, 'vitest'],
  removeNodeProtocol: false,
});
