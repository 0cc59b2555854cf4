import { LynkConfigurationError } from '@lynk-auth/core';

/** The part of `node:fs` that is used. */
interface FileSystem {
  openSync(path: string, flags: string, mode: number): number;
  closeSync(file: number): void;
  chmodSync(path: string, mode: number): void;
  statSync(
    path: string,
    options: { readonly bigint: true; readonly throwIfNoEntry: false },
  ): { readonly dev: bigint; readonly ino: bigint } | undefined;
}

/** Node, Deno and Bun have it. An import of `node:fs` would break every bundle that includes this package. */
export function fileSystem(): FileSystem {
  const { process } = globalThis as {
    process?: { getBuiltinModule?: (id: string) => FileSystem | undefined };
  };
  const fs = process?.getBuiltinModule?.('node:fs');
  if (fs === undefined) {
    throw new LynkConfigurationError('openSqliteStore: a SQLite file needs a runtime with node:fs.');
  }
  return fs;
}
