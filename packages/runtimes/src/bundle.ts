import { dirname } from 'node:path';
import { build, type Plugin } from 'esbuild';
import type { RuntimeName } from './runtime.ts';

/** What is bundled. */
export interface BundleOptions {
  /** The file that exports `createHandler`. */
  readonly entry: string;
  readonly runtime: RuntimeName;
  readonly settings: object;
  /** What listens: it finds `handle` in its scope. */
  readonly glue: string;
  readonly format?: 'esm' | 'iife';
}

/**
 * What a test imports of Node, and does not use there (the contract's own client), is empty where there is
 * no Node.
 */
const nodeModules = (runtime: RuntimeName): Plugin => ({
  name: 'node-modules',
  setup({ onResolve, onLoad }) {
    const empty = runtime === 'workerd' || runtime === 'edge';
    onResolve({ filter: /^node:/ }, ({ path }) =>
      empty ? { path, namespace: 'empty' } : { path, external: true },
    );
    onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: 'module.exports = {};', loader: 'js' }));
  },
});

/** One script of the entry and all that it imports, the packages' built files as their users get them. */
export async function bundle({
  entry,
  runtime,
  settings,
  glue,
  format = 'esm',
}: BundleOptions): Promise<string> {
  const contents = `
    import { createHandler } from ${JSON.stringify(entry)};
    const handle = createHandler(${JSON.stringify(settings)}, ${JSON.stringify(runtime)});
    ${glue}
  `;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: dirname(entry), loader: 'ts' },
    bundle: true,
    write: false,
    format,
    platform: runtime === 'node' ? 'node' : 'neutral',
    mainFields: ['module', 'main'],
    conditions: runtime === 'node' ? ['node', 'import'] : [runtime, 'import'],
    plugins: [nodeModules(runtime)],
    target: 'es2022',
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}
