import { defineConfig } from 'tsup';
import shared from '../../.config/tsup.config.ts';

/** Two entries: only the one for gateways imports `@nestjs/websockets`, which an app may not have. */
export default defineConfig({
  ...(shared as object),
  entry: { index: 'src/index.ts', websockets: 'src/websockets/index.ts' },
});
