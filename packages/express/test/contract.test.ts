import { pluginContract, pluginOptionContract } from '@lynk-auth/testing';
import express from 'express';
import express4 from 'express4';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { onFramework } from './start-app.ts';

// In production, Express writes every error that reaches its end to the console.
beforeAll(() => void vi.spyOn(console, 'error').mockReturnValue());

describe.each([
  ['Express 5', express],
  ['Express 4', express4],
])('%s keeps the contract', (_, framework) => {
  const plugin = onFramework(framework);
  for (const { name, run } of [...pluginContract, ...pluginOptionContract]) {
    it.concurrent(name, () => run(plugin));
  }
});

it('the contract is not empty', () => {
  expect(pluginContract.length).toBeGreaterThan(130);
  expect(pluginOptionContract.length).toBeGreaterThan(40);
});
