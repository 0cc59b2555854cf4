import { defineConfig } from 'tsup';
import shared from '../../.config/tsup.config.ts';

/** Runs on Node only, and is not published. What is a test itself stands apart: only a test can load it. */
export default defineConfig({
  ...(shared as object),
  entry: ['src/index.ts', 'src/keep-contract.ts', 'src/serve-handler.ts'],
  format: 'esm',
  platform: 'node',
  external: [/^node:/, 'vitest'],
  removeNodeProtocol: false,
});
