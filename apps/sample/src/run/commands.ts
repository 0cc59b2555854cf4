import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

// The programs themselves: the scripts in `.bin` start them as processes of their own, which no signal reaches.

export const denoCommand = (): string =>
  (require('deno/install_api.cjs') as { runInstall(): string }).runInstall();

export const bunCommand = (): string => require.resolve('bun/bin/bun.exe');
