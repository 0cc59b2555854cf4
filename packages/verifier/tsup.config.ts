import { defineConfig } from 'tsup';
import shared from '../../.config/tsup.config.ts';

/** The runtime pair stays outside of the bundle, so that the `#runtime` import chooses when it is loaded. */
export default defineConfig({
  ...(shared as object),
  entry: ['src/index.ts', 'src/runtime/node.ts', 'src/runtime/web.ts'],
  dts: { entry: 'src/index.ts' },
  external: ['#runtime', /^node:/],
  // Deno knows Node's modules by their full names only.
  removeNodeProtocol: false,
});
