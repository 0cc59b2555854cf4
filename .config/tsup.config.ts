import { defineConfig } from 'tsup';

/** Every package is built the same way: ESM and CJS, with types of their own for each. */
export default defineConfig({
  entry: ['src/index.ts'],
  format: ['esm', 'cjs'],
  target: 'es2022',
  platform: 'neutral',
  dts: true,
  clean: true,
  sourcemap: true,
  splitting: false,
  treeshake: true,
});
