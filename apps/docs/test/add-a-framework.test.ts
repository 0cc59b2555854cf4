import { pathToFileURL } from 'node:url';
import { type PluginUnderTest, pluginContract, pluginOptionContract } from '@lynk-auth/conformance';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findTypeErrors, type WrittenBlocks, writeBlocks } from './write-blocks.ts';

let blocks: WrittenBlocks;
let plugin: PluginUnderTest;

beforeAll(async () => {
  blocks = writeBlocks('guides/add-a-framework.md', ['plugin', 'contract-app', 'contract.test']);
  const [, app = ''] = blocks.files;
  ({ plugin } = await import(pathToFileURL(app.replace(/\.ts$/, '.js')).href));
});
afterAll(() => blocks.remove());

describe('the plugin of the guide "Add a framework"', () => {
  it('compiles, and so do its app and its test', () => expect(findTypeErrors(blocks.files)).toEqual([]));

  for (const { name, run } of [...pluginContract, ...pluginOptionContract]) {
    it(name, () => run(plugin));
  }
});
