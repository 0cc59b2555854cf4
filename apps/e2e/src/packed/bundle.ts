import { readFile } from 'node:fs/promises';
import commonjs from '@rollup/plugin-commonjs';
import json from '@rollup/plugin-json';
import nodeResolve from '@rollup/plugin-node-resolve';
import { build } from 'esbuild';
import { rollup } from 'rollup';

/** What is bundled, and for where. */
export interface BundleOptions {
  readonly entry: string;
  /** Where the bundle is written. */
  readonly file: string;
  /** `neutral` for what runs anywhere, as a bundler for browsers and Workers would do it. */
  readonly platform: 'neutral' | 'node';
  /** What the bundle imports when it runs. */
  readonly external: readonly string[];
}

/** What a bundle that runs anywhere must not hold. */
const NODES = ['node:', 'Buffer', 'createRequire', '__dirname'] as const;

export const bundlers = {
  async esbuild({ entry, file, platform, external }: BundleOptions) {
    await build({
      entryPoints: [entry],
      outfile: file,
      bundle: true,
      format: platform === 'node' ? 'cjs' : 'esm',
      platform,
      mainFields: platform === 'node' ? ['module', 'main'] : ['browser', 'module', 'main'],
      conditions: platform === 'node' ? [] : ['browser'],
      external: [...external],
      target: 'es2022',
      legalComments: 'none',
      logLevel: 'silent',
    });
  },
  async rollup({ entry, file, platform, external }: BundleOptions) {
    const node = platform === 'node';
    const bundle = await rollup({
      input: entry,
      external: (id) => id.startsWith('node:') || external.includes(id),
      plugins: [
        nodeResolve({ preferBuiltins: node, browser: !node, exportConditions: node ? ['node'] : [] }),
        // What is asked for only if it is there stays a require of its own.
        commonjs({ ignore: node ? [...external] : [] }),
        json(),
      ],
      onwarn: () => undefined,
    });
    await bundle.write({ file, format: node ? 'cjs' : 'es', inlineDynamicImports: true });
    await bundle.close();
  },
};

/** Which words a bundle holds that would not run anywhere. */
export async function nodesWords(file: string): Promise<readonly string[]> {
  const text = (await readFile(file, 'utf8')).replace(/^\s*(\/?\*|\/\/).*$/gm, '');
  return NODES.filter((word) => new RegExp(`\\b${word}`).test(text));
}
