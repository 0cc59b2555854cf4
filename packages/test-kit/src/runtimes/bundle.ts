import { dirname } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import type { RuntimeName } from './runtime.ts';

/** One bundle serves every Node. */
type Platform = Exclude<RuntimeName, 'node22' | 'node24'>;

/** What is bundled. */
export interface BundleOptions {
  /** The file that exports `createHandler`. */
  readonly entry: string;
  readonly runtime: Platform;
  readonly settings: object;
  /** What listens: it finds `handle` in its scope. */
  readonly glue: string;
  readonly format?: 'esm' | 'iife';
}

/**
 * What a test imports of Node, and does not use there (the contract's own client), is empty where there is
 * no Node.
 */
const nodeModules = (runtime: Platform): Plugin => ({
  name: 'node-modules',
  setup({ onResolve, onLoad }) {
    const empty = runtime === 'workerd' || runtime === 'edge';
    onResolve({ filter: /^node:/ }, ({ path }) =>
      empty ? { path, namespace: 'empty' } : { path, external: true },
    );
    onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: 'module.exports = {};', loader: 'js' }));
  },
});

const onNode: BuildOptions = { platform: 'node', mainFields: ['module', 'main'] };
const onWeb: BuildOptions = { platform: 'browser', mainFields: ['browser', 'module', 'main'] };

/** How each runtime, or the bundler that its users have, finds the files of a package. */
const found: Readonly<Record<Platform, BuildOptions>> = {
  node: { ...onNode, conditions: ['node', 'import'] },
  deno: { ...onNode, platform: 'neutral', conditions: ['deno', 'node', 'import'] },
  bun: { ...onNode, platform: 'neutral', conditions: ['bun', 'node', 'import'] },
  workerd: { ...onWeb, conditions: ['workerd', 'worker', 'browser', 'import'] },
  edge: { ...onWeb, conditions: ['edge-light', 'worker', 'browser', 'import'] },
};

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
    ...found[runtime],
    stdin: { contents, resolveDir: dirname(entry), loader: 'ts' },
    bundle: true,
    write: false,
    format,
    // A package's own settings are for its sources.
    tsconfigRaw: {},
    plugins: [nodeModules(runtime)],
    target: 'es2022',
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}
