import { buildPackage } from '../../.config/build-package.ts';

/** The two runtime files stay outside the bundle: the `#runtime` import chooses one when it is loaded. */
export default buildPackage({
  entry: {
    index: 'src/index.ts',
    'runtime/node': 'src/runtime/node.ts',
    'runtime/web': 'src/runtime/web.ts',
  },
  typed: { index: 'src/index.ts' },
  external: ['#runtime', /^node:/],
  // Deno resolves Node's modules only with the `node:` prefix.
  removeNodeProtocol: false,
});
