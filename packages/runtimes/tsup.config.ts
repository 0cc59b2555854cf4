import { defineConfig } from 'tsup';
import shared from '../../.config/tsup.config.ts';

/** Runs on Node only, and is not published. */
export default defineConfig({
  ...(shared as object),
  format: 'esm',
  platform: 'node',
  external: [/^node:/],
  removeNodeProtocol: false,
});
