import { copyFileSync, existsSync } from 'node:fs';
import { defineConfig, type Options } from 'tsup';

type Entry = Readonly<Record<string, string>>;

const withTypes = process.env['LYNK_AUTH_TYPES'] !== 'off';

/** Options of {@link buildPackage}. */
interface BuildOptions extends Omit<Options, 'entry' | 'dts'> {
  /** The source file of each entry, by the name of the file in `dist`. */
  readonly entry?: Entry;
  /** The entries that have declarations, if not all of them do. */
  readonly typed?: Entry;
}

/** Every package is built the same way: ESM and CJS, with types of their own for each, which `emit-types.mjs` has emitted. */
export function buildPackage({
  entry = { index: 'src/index.ts' },
  typed = entry,
  ...own
}: BuildOptions = {}) {
  return defineConfig({
    format: ['esm', 'cjs'],
    target: 'es2022',
    platform: 'neutral',
    sourcemap: true,
    splitting: false,
    treeshake: true,
    async onSuccess() {
      // What a package bundles is a development dependency of it, and comes with its license. It is also a dependency of
      // the root, because `npm start` installs no development dependencies.
      if (existsSync('node_modules/zod')) copyFileSync('node_modules/zod/LICENSE', 'dist/zod-notice.txt');
    },
    ...own,
    entry,
    dts: withTypes && { entry: toDeclarations(typed) },
  });
}

/** Bundles only the declarations, for a package whose code another tool bundles. */
export const bundleTypes = (entry: Entry) =>
  defineConfig(
    withTypes ? { entry, format: ['esm', 'cjs'], dts: { only: true, entry: toDeclarations(entry) } } : [],
  );

const toDeclarations = (entry: Entry): Record<string, string> =>
  Object.fromEntries(
    Object.entries(entry).map(([name, source]) => [
      name,
      source.replace(/^src\//, 'dist/.types/').replace(/\.ts$/, '.d.ts'),
    ]),
  );
