import { pluginContract, pluginOptionContract } from '@lynk-auth/conformance';
import { countCases, isAvailable, otherNodes, runPluginContract } from '@lynk-auth/test-kit';
import { afterAll, describe, expect, it } from 'vitest';
import type * as ContractPlugins from './apps/contract-plugins.ts';
import { createProject, type NestVersion } from './create-project.ts';

/** Runs every case of the plugin contract on one version of Nest: in this process, and on other versions of Node. */
export async function testPluginContract(version: NestVersion): Promise<void> {
  const { folder, load, dispose } = await createProject(version);
  const { plugins } = await load<typeof ContractPlugins>('contract-plugins');
  afterAll(dispose);

  describe.each(Object.entries(plugins))('%s passes the plugin contract', (subject, plugin) => {
    const { cases, record } = countCases(pluginContract, { runtime: 'node', package: 'nest', subject });
    afterAll(record);
    it.each([...cases, ...pluginOptionContract])('$name', ({ run }) => run(plugin));
  });

  describe.concurrent.each(otherNodes)('%s', (runtime) => {
    it.skipIf(!isAvailable(runtime))('Nest passes the plugin contract', async () => {
      const entry = `${folder}/contract-plugins.js`;
      const subjects = Object.keys(plugins);
      expect(await runPluginContract(runtime, { package: 'nest', entry, subjects, folder })).toEqual([]);
    });
  });
}
