import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

// Paths of the binaries. The scripts in `.bin` start them as child processes, which signals do not reach.

export const denoCommand = (): string =>
  (require('deno/install_api.cjs') as { runInstall(): string }).runInstall();

export const bunCommand = (): string => require.resolve('bun/bin/bun.exe');
