import { buildPackage } from '../../.config/build-package.ts';

/** Code that two entries share is split into chunks, so that a process has one copy of it, and one of each type. */
export default buildPackage({
  entry: {
    index: 'src/index.ts',
    server: 'src/server/index.ts',
    client: 'src/client/index.ts',
    internal: 'src/internal/index.ts',
  },
  splitting: true,
});
