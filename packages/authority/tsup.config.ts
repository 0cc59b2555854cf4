import { buildPackage } from '../../.config/build-package.ts';

/** Code that both entries share is split into chunks, so that a process has one copy of it, and one of each type. */
export default buildPackage({
  entry: { index: 'src/index.ts', http: 'src/http/index.ts' },
  splitting: true,
});
