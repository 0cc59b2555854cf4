import { fileURLToPath } from 'node:url';
import { pluginContract } from '@lynk-auth/conformance';
import { isHere, otherNodes, runContract } from '@lynk-auth/runtimes';
import { keepContract } from '@lynk-auth/runtimes/keep-contract';
import { describe, expect, it } from 'vitest';
import { subject } from './contract-plugins.ts';

const path = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const app = { package: 'hono', subject, entry: path('./contract-handler.ts') };

keepContract('deno', { ...app, lacks: ['closesConnections'] });
keepContract('bun', { ...app, lacks: ['closesConnections', 'answersInOrder'] });
keepContract('workerd', { ...app, lacks: ['seesAddress'] });

describe.concurrent.each(otherNodes)('%s', (runtime) => {
  it.skipIf(!isHere(runtime))('Hono passes the plugin contract', async () => {
    const entry = path('./contract-plugins.ts');
    const contract = { package: 'hono', entry, subjects: [subject], folder: path('../dist') };
    expect(await runContract(runtime, contract)).toEqual([]);
  });
});

it('the contract has at least the known number of cases', () =>
  expect(pluginContract.length).toBeGreaterThan(130));
