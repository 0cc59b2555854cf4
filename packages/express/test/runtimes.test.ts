import { fileURLToPath } from 'node:url';
import { isHere, otherNodes, runContract } from '@lynk-auth/runtimes';
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
  it.skipIf(!isHere(runtime))('Express passes the plugin contract', async () => {
    expect(await runContract(runtime, contract)).toEqual([]);
  });
});
