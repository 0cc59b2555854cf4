import { errorFormats, pluginContract, pluginOptionContract } from '@lynk-auth/conformance';
import { countCases } from '@lynk-auth/test-kit';
import { afterAll, describe, expect, it } from 'vitest';
import { plugins } from './contract-plugins.ts';

describe.each(Object.entries(plugins))('%s passes the plugin contract', (subject, plugin) => {
  const { cases, record } = countCases(pluginContract, { runtime: 'node', package: 'fastify', subject });
  afterAll(record);
  for (const { name, run } of [...cases, ...pluginOptionContract]) it(name, () => run(plugin));
  describe.concurrent.each(errorFormats.slice(1))('with the error format %s', (errorFormat) => {
    for (const { name, run } of pluginContract) it(name, () => run({ ...plugin, errorFormat }));
  });
  it('the contract has cases', () => expect(pluginContract.length).toBeGreaterThan(0));
});
