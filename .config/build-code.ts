import { existsSync, readFileSync } from 'node:fs';
import { defineConfig, type Plugin } from 'rolldown';

/** What a package bundles is a development dependency of it, and comes with its license. */
const addNotice: Plugin = {
  name: 'notice',
  generateBundle() {
    const license = 'node_modules/zod/LICENSE';
    if (!existsSync(license)) return;
    this.emitFile({ type: 'asset', fileName: 'zod-notice.txt', source: readFileSync(license) });
  },
};

/**
 * Bundles the code of a package with several entries. What two of them share is in one file, so that a process has one copy
 * of it. tsup would create a file for each set of entries, and loading one takes as long as parsing 20 kB; and it would put a
 * whole module into the shared file, even if one entry uses only a part of it.
 *
 * @param entries The source file of each entry, by the name of the file in `dist`.
 */
export function buildCode(entries: Readonly<Record<string, string>>) {
  const build = (format: 'esm' | 'cjs', extension: 'js' | 'cjs') => ({
    input: entries,
    platform: 'neutral' as const,
    external: /^(@lynk-auth\/|node:)/,
    transform: { target: 'es2022' },
    plugins: [addNotice],
    output: {
      format,
      dir: 'dist',
      entryFileNames: `[name].${extension}`,
      chunkFileNames: `[name].${extension}`,
      sourcemap: true,
      // Without annotations, bundlers keep what an application does not use.
      comments: { annotation: true, jsdoc: false, legal: true },
      codeSplitting: { groups: [{ name: 'shared', minShareCount: 2 }] },
    },
  });
  return defineConfig([build('esm', 'js'), build('cjs', 'cjs')]);
}
