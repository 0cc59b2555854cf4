import { fileURLToPath } from 'node:url';
import {
  type AppSettings,
  type PluginSettings,
  type PluginUnderTest,
  pluginContract,
} from '@lynk-auth/testing';
import { afterAll, describe, it } from 'vitest';
import { keepRunning, type RuntimeName, runtimes } from '../src/index.ts';

const entry = fileURLToPath(new URL('./bare-handler.ts', import.meta.url));

/** Tries the bare handler on a runtime. What a runtime does not offer is said, and asserted. */
export function keepContract(runtime: RuntimeName, offers: Omit<PluginUnderTest, 'start'>): void {
  describe(`a bare handler on ${runtime} keeps the contract`, () => {
    const { start, closeAll } = keepRunning((settings: PluginSettings & AppSettings) =>
      runtimes[runtime](entry, settings),
    );
    afterAll(closeAll);
    for (const { name, run } of pluginContract) it(name, () => run({ start, ...offers }));
  });
}
