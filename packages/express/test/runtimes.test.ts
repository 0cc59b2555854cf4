import { fileURLToPath } from 'node:url';
import { isAvailable, otherNodes, runPluginContract } from '@lynk-auth/test-kit';
import { describe, expect, it } from 'vitest';
import { plugins } from './contract-plugins.ts';

const path = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const contract = {
  package: 'express',
  entry: path('./contract-plugins.ts'),
  subjects: Object.keys(plugins),
  folder: path('../dist'),
};

describe.concurrent.each(otherNodes)('%s', (runtime) => {
  it.skipIf(!isAvailable(runtime))('Express passes the plugin contract', async () => {
    expect(await runPluginContract(runtime, contract)).toEqual([]);
  });
});
