import { defineConfig } from 'tsup';
import shared from '../../.config/tsup.config.ts';

/** The plugin contract runs on Node: it writes to sockets. The corpora, which are not published, go into the bundle. */
export default defineConfig({
  ...(shared as object),
  external: [/^node:/],
  noExternal: ['@lynk-auth/corpora'],
  removeNodeProtocol: false,
});
