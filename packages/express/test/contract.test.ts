import { countCases } from '@lynk-auth/runtimes';
import { pluginContract, pluginOptionContract } from '@lynk-auth/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { plugins } from './contract-plugins.ts';

// In production, Express writes every error that reaches its end to the console.
beforeAll(() => void vi.spyOn(console, 'error').mockReturnValue());

describe.each(Object.entries(plugins))('%s keeps the contract', (subject, plugin) => {
  const { cases, record } = countCases(pluginContract, { runtime: 'node', package: 'express', subject });
  afterAll(record);
  for (const { name, run } of [...cases, ...pluginOptionContract]) {
    it.concurrent(name, () => run(plugin));
  }
});

it('the contract is not empty', () => {
  expect(pluginContract.length).toBeGreaterThan(130);
  expect(pluginOptionContract.length).toBeGreaterThan(40);
});
