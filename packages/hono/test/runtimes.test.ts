import { fileURLToPath } from 'node:url';
import { keepRunning, runtimes } from '@lynk-auth/runtimes';
import { type AppSettings, type PluginSettings, pluginContract } from '@lynk-auth/testing';
import { afterAll, describe, expect, it } from 'vitest';

const entry = fileURLToPath(new URL('./contract-handler.ts', import.meta.url));

// None of them lets a handler say what becomes of the connection; on Workers there is none to see.
const without = {
  deno: { closesConnections: false },
  bun: { closesConnections: false, answersInOrder: false },
  workerd: { closesConnections: false, seesAddress: false },
} as const;

describe.each(['deno', 'bun', 'workerd'] as const)('Hono on %s keeps the contract', (runtime) => {
  const { start, closeAll } = keepRunning((settings: PluginSettings & AppSettings) =>
    runtimes[runtime](entry, settings),
  );
  afterAll(closeAll);
  for (const { name, run } of pluginContract) it(name, () => run({ start, ...without[runtime] }));
});

it('the contract is not empty', () => expect(pluginContract.length).toBeGreaterThan(130));
