import { defineConfig } from 'tsup';
import shared from '../../.config/tsup.config.ts';

/** Runs on Node only, and is not published. `main` is the command. */
export default defineConfig({
  ...(shared as object),
  entry: ['src/index.ts', 'src/main.ts'],
  dts: { entry: 'src/index.ts' },
  format: 'esm',
  platform: 'node',
  external: [/^node:/],
  removeNodeProtocol: false,
});
