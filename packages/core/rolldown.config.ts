import { defineConfig } from 'rolldown';

/** The source file of each entry, by the name of the file in `dist`. */
export const entries = {
  index: 'src/index.ts',
  server: 'src/server/index.ts',
  client: 'src/client/index.ts',
  internal: 'src/internal/index.ts',
};

/**
 * Code that two entries share is in one file, so that a process has one copy of it. tsup would create a file for each set of
 * entries: loading one takes as long as parsing 20 kB, and every package of this repository loads several entries.
 */
const build = (format: 'esm' | 'cjs', extension: 'js' | 'cjs') => ({
  input: entries,
  platform: 'neutral' as const,
  transform: { target: 'es2022' },
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

export default defineConfig([build('esm', 'js'), build('cjs', 'cjs')]);
