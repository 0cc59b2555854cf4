import { findRuntime as findBinary } from '@lynk-auth/test-kit';

const options = { node: [], deno: ['run', '--allow-all', '--no-lock', '--node-modules-dir=manual'], bun: [] };

/** Returns the command that runs a program on a runtime: the binary and its options. */
export const findRuntime = (name: 'node' | 'deno' | 'bun'): readonly string[] => [
  findBinary(name),
  ...options[name],
];
