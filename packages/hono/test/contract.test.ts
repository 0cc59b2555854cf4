import { pluginContract, pluginOptionContract } from '@lynk-auth/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as plugin from '../src/index.ts';
import { createApp, createContractApp } from './contract-app.ts';
import { startOnNode } from './start-on-node.ts';

// Hono prints what a middleware throws; the contract makes it throw a lot.
beforeAll(() => void vi.spyOn(console, 'error').mockImplementation(() => undefined));
afterAll(() => vi.restoreAllMocks());

describe('Hono on Node keeps the contract', () => {
  for (const { name, run } of [...pluginContract, ...pluginOptionContract]) {
    it(name, () =>
      run({
        start: (settings) => startOnNode(createContractApp(plugin, settings)),
        startWith: async (options) => startOnNode(createApp(plugin, options)),
      }),
    );
  }
  it('has cases', () => expect(pluginContract.length).toBeGreaterThan(0));
});
