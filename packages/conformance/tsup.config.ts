import { defineConfig } from 'tsup';
import shared from '../../.config/tsup.config.ts';

/** The plugin contract and the servers of the client contract run on Node. */
export default defineConfig({
  ...(shared as object),
  entry: {
    index: 'src/index.ts',
    'client-servers': 'src/client-contract/start-client-servers.ts',
  },
  external: [/^node:/],
  removeNodeProtocol: false,
});
