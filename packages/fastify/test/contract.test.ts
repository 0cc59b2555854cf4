import { pluginContract, pluginOptionContract } from '@lynk-auth/testing';
import { describe, expect, it } from 'vitest';
import { createApp, createContractApp, startApp } from './contract-app.ts';

describe('Fastify keeps the contract', () => {
  for (const { name, run } of [...pluginContract, ...pluginOptionContract]) {
    it(name, () =>
      run({
        start: async (settings) => startApp(await createContractApp(settings)),
        startWith: async (options) => startApp(await createApp(options)),
      }),
    );
  }
  it('has cases', () => expect(pluginContract.length).toBeGreaterThan(0));
});
