import { buildPackage } from '../../.config/build-package.ts';

/** Two entries: only the one for gateways imports `@nestjs/websockets`, which an app may not have. */
export default buildPackage({
  entry: { index: 'src/index.ts', websockets: 'src/websockets/index.ts' },
});
