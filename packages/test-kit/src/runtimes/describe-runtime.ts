import { execFileSync } from 'node:child_process';
import { findRuntime } from './find-runtime.ts';
import type { RuntimeName } from './runtime.ts';
import { versionOf } from './version-of.ts';

/** What a runtime is called, and the version that it tells itself. */
export interface RuntimeDescription {
  readonly label: string;
  readonly version: string;
}

const labels: Readonly<Record<RuntimeName, string>> = {
  node: 'Node',
  node22: 'Node',
  node24: 'Node',
  deno: 'Deno',
  bun: 'Bun',
  workerd: 'workerd',
  edge: 'edge-runtime',
};

/** Asks a runtime which it is. */
export function describeRuntime(runtime: RuntimeName): RuntimeDescription {
  const label = labels[runtime];
  // It is a library.
  if (runtime === 'edge') return { label, version: versionOf('edge-runtime', import.meta.url) };
  const said = execFileSync(findRuntime(runtime), ['--version'], { encoding: 'utf8' });
  return { label, version: /\d+[.-]\d+[.-]\d+/.exec(said)?.[0] ?? '' };
}
