import { pluginContract, pluginOptionContract } from '@lynk-auth/conformance';
import { countCases } from '@lynk-auth/test-kit';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { plugins } from './contract-plugins.ts';

// In production, Express logs every error that no handler has handled to the console.
beforeAll(() => void vi.spyOn(console, 'error').mockReturnValue());

describe.each(Object.entries(plugins))('%s passes the plugin contract', (subject, plugin) => {
  const { cases, record } = countCases(pluginContract, { runtime: 'node', package: 'express', subject });
  afterAll(record);
  for (const { name, run } of [...cases, ...pluginOptionContract]) {
    it.concurrent(name, () => run(plugin));
  }
});

it('the contracts have at least the known number of cases', () => {
  expect(pluginContract.length).toBeGreaterThan(130);
  expect(pluginOptionContract.length).toBeGreaterThan(40);
});
