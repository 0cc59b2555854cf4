import { createRequire } from 'node:module';
import type { RuntimeName } from './runtime.ts';

const require = createRequire(import.meta.url);

/** Each comes from a package, or is what runs already. */
const binaries: Readonly<Record<RuntimeName, () => string>> = {
  node: () => process.execPath,
  node22: () => require.resolve('node-22/bin/node'),
  node24: () => require.resolve('node-24/bin/node'),
  deno: () => (require('deno/install_api.cjs') as { runInstall(): string }).runInstall(),
  bun: () => require.resolve('bun/bin/bun.exe'),
  workerd: () => createRequire(require.resolve('miniflare')).resolve('workerd/bin/workerd'),
  // It runs in Node.
  edge: () => process.execPath,
};

/**
 * Whether tests use a runtime: the Node that runs them always, the others if `LYNK_AUTH_RUNTIMES` is `all`, as in CI.
 * The packages that bring other Nodes are for Linux on x64; elsewhere the tests that need them are skipped.
 */
export function isAvailable(runtime: RuntimeName): boolean {
  if (runtime === 'node') return true;
  if (process.env['LYNK_AUTH_RUNTIMES'] !== 'all') return false;
  return !runtime.startsWith('node') || (process.platform === 'linux' && process.arch === 'x64');
}

/**
 * The binary of a runtime.
 *
 * @throws {Error} where the package that brings it was not installed.
 */
export function findRuntime(runtime: RuntimeName): string {
  try {
    return binaries[runtime]();
  } catch (cause) {
    throw new Error(`The binary of ${runtime} is not installed.`, { cause });
  }
}
