import { countCases } from '@lynk-auth/runtimes';
import { pluginContract, pluginOptionContract } from '@lynk-auth/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { plugins } from './contract-plugins.ts';

// Hono prints what a middleware throws; the contract makes it throw a lot.
beforeAll(() => void vi.spyOn(console, 'error').mockImplementation(() => undefined));
afterAll(() => vi.restoreAllMocks());

describe.each(Object.entries(plugins))('%s on Node keeps the contract', (subject, plugin) => {
  const { cases, record } = countCases(pluginContract, { runtime: 'node', package: 'hono', subject });
  afterAll(record);
  for (const { name, run } of [...cases, ...pluginOptionContract]) it(name, () => run(plugin));
  it('has cases', () => expect(pluginContract.length).toBeGreaterThan(0));
});
