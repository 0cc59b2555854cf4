import { fileURLToPath } from 'node:url';
import { pluginContract } from '@lynk-auth/conformance';
import { isAvailable, otherNodes, runPluginContract } from '@lynk-auth/test-kit';
import { testPluginContract } from '@lynk-auth/test-kit/plugin-tests';
import { describe, expect, it } from 'vitest';
import { subject } from './contract-plugins.ts';

const path = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const app = { package: 'hono', subject, entry: path('./contract-handler.ts') };

testPluginContract('deno', { ...app, lacks: ['closesConnections'] });
testPluginContract('bun', { ...app, lacks: ['closesConnections', 'respondsInOrder'] });
testPluginContract('workerd', { ...app, lacks: ['seesAddress', 'receivesUploads'] });

describe.concurrent.each(otherNodes)('%s', (runtime) => {
  it.skipIf(!isAvailable(runtime))('Hono passes the plugin contract', async () => {
    const entry = path('./contract-plugins.ts');
    const contract = { package: 'hono', entry, subjects: [subject], folder: path('../dist') };
    expect(await runPluginContract(runtime, contract)).toEqual([]);
  });
});

it('the contract has at least the known number of cases', () =>
  expect(pluginContract.length).toBeGreaterThan(130));
