import { fileURLToPath } from 'node:url';
import { type KeepOptions, testPluginContract } from '../src/contracts/test-plugin-contract.ts';
import type { RuntimeName } from '../src/index.ts';

const entry = fileURLToPath(new URL('./bare-handler.ts', import.meta.url));

/** Tries the bare handler on a runtime. */
export const keepBare = (runtime: RuntimeName, lacks: KeepOptions['lacks'] = []): void =>
  testPluginContract(runtime, { package: 'core', subject: 'a bare handler', entry, lacks });
