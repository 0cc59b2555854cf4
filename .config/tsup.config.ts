import { copyFileSync, existsSync } from 'node:fs';
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
  async onSuccess() {
    // What a package bundles is a development dependency of it, and comes with its license. It is also a dependency of
    // the root, because `npm start` installs no development dependencies.
    if (existsSync('node_modules/zod')) copyFileSync('node_modules/zod/LICENSE', 'dist/zod-notice.txt');
  },
});
