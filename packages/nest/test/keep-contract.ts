import {
  type PluginCase,
  type PluginUnderTest,
  pluginContract,
  pluginOptionContract,
} from '@lynk-auth/testing';
import { afterAll, beforeAll, describe, it } from 'vitest';
import type * as ContractApp from './apps/contract-app.ts';
import { createStage, type NestVersion, platforms, type Stage } from './stage.ts';

/** Tries every case of the plugin contract on one version of Nest. */
export function keepContract(version: NestVersion): void {
  let stage: Stage;
  let app: typeof ContractApp;
  beforeAll(async () => {
    stage = await createStage(version);
    app = await stage.load('contract-app');
  });
  afterAll(() => stage.dispose());

  describe.each(platforms)(`the plugin contract, on Nest ${version} with its adapter of %s`, (platform) => {
    const plugin: PluginUnderTest = {
      start: (settings) => app.start(platform, settings),
      startWith: (options) => app.startWith(platform, options),
    };
    const cases: readonly PluginCase[] = [...pluginContract, ...pluginOptionContract];
    it.each(cases)('$name', ({ run }) => run(plugin));
  });
}
