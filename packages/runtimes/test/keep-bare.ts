import { fileURLToPath } from 'node:url';
import type { RuntimeName } from '../src/index.ts';
import { type KeepOptions, keepContract } from '../src/keep-contract.ts';

const entry = fileURLToPath(new URL('./bare-handler.ts', import.meta.url));

/** Tries the bare handler on a runtime. */
export const keepBare = (runtime: RuntimeName, lacks: KeepOptions['lacks'] = []): void =>
  keepContract(runtime, { package: 'core', subject: 'a bare handler', entry, lacks });
