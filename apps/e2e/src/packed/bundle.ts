import { readFile } from 'node:fs/promises';
import commonjs from '@rollup/plugin-commonjs';
import json from '@rollup/plugin-json';
import nodeResolve from '@rollup/plugin-node-resolve';
import { build } from 'esbuild';
import { rollup } from 'rollup';

/** Options of a bundler. */
export interface BundleOptions {
  readonly entry: string;
  /** The file of the bundle. */
  readonly file: string;
  /** `neutral` for code that runs on any runtime, bundled as for browsers and Workers. */
  readonly platform: 'neutral' | 'node';
  /** The modules that the bundle imports at run time. */
  readonly external: readonly string[];
}

/** Words that a bundle for any runtime must not contain. */
const NODE_ONLY = ['node:', 'Buffer', 'createRequire', '__dirname'] as const;

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
        // Optional modules stay a `require`.
        commonjs({ ignore: node ? [...external] : [] }),
        json(),
      ],
      onwarn: () => undefined,
    });
    await bundle.write({ file, format: node ? 'cjs' : 'es', inlineDynamicImports: true });
    await bundle.close();
  },
};

/** Finds the words in a bundle that only Node understands. */
export async function findNodeOnly(file: string): Promise<readonly string[]> {
  const text = (await readFile(file, 'utf8')).replace(/^\s*(\/?\*|\/\/).*$/gm, '');
  return NODE_ONLY.filter((word) => new RegExp(`\\b${word}`).test(text));
}
