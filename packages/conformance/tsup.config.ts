import { buildPackage } from '../../.config/build-package.ts';

/** The plugin contract and the servers of the client contract run on Node. */
export default buildPackage({
  entry: {
    index: 'src/index.ts',
    'client-servers': 'src/client-contract/start-client-servers.ts',
  },
  external: [/^node:/],
  removeNodeProtocol: false,
});
