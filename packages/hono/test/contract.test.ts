import { pluginContract, pluginOptionContract } from '@lynk-auth/conformance';
import { countCases } from '@lynk-auth/test-kit';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { plugins } from './contract-plugins.ts';

// Hono logs what a middleware throws, and the contract makes it throw often.
beforeAll(() => void vi.spyOn(console, 'error').mockImplementation(() => undefined));
afterAll(() => vi.restoreAllMocks());

describe.each(Object.entries(plugins))('%s on Node passes the plugin contract', (subject, plugin) => {
  const { cases, record } = countCases(pluginContract, { runtime: 'node', package: 'hono', subject });
  afterAll(record);
  for (const { name, run } of [...cases, ...pluginOptionContract]) it(name, () => run(plugin));
  it('the contract has cases', () => expect(pluginContract.length).toBeGreaterThan(0));
});
