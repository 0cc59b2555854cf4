import { defineConfig } from 'tsup';
import shared from '../../.config/tsup.config.ts';

/** The two runtime files stay outside the bundle: the `#runtime` import chooses one when it is loaded. */
export default defineConfig({
  ...(shared as object),
  entry: ['src/index.ts', 'src/runtime/node.ts', 'src/runtime/web.ts'],
  dts: { entry: 'src/index.ts' },
  external: ['#runtime', /^node:/],
  // Deno resolves Node's modules only with the `node:` prefix.
  removeNodeProtocol: false,
});
