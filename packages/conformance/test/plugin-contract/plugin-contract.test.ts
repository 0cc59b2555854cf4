import { describe, expect, it } from 'vitest';
import { pluginContract, pluginOptionContract } from '../../src/plugin-contract/plugin-contract.ts';
import type { PluginUnderTest } from '../../src/plugin-contract/plugin-under-test.ts';
import { brokenPlugins } from './broken-plugins.ts';
import { createReferencePlugin } from './reference-plugin.ts';

const cases = [...pluginContract, ...pluginOptionContract];

/** What a case says of a plugin; `null` where it is content. */
async function complaintOf(name: string, plugin: PluginUnderTest): Promise<string | null> {
  const found = cases.find((each) => each.name === name);
  if (found === undefined) throw new Error(`There is no case "${name}".`);
  return found.run(plugin).then(
    () => null,
    (error: Error) => error.message,
  );
}

describe('README example: a plugin for node:http keeps the contract', () => {
  const plugin = createReferencePlugin();
  for (const { name, run } of cases) it.concurrent(name, () => run(plugin));
});

describe('a plugin with one defect does not', () => {
  // One of them is not touched by any defect but its own.
  const others = ['Authorization: lower-case scheme', 'Authorization: service token'];
  for (const [defect, [foundBy, broken]] of Object.entries(brokenPlugins)) {
    it.concurrent(defect, async () => {
      const plugin = createReferencePlugin(broken);
      expect(await complaintOf(foundBy, plugin)).toMatch(/\.$/);
      // It is found where it is, not because everything fails.
      const also = await Promise.all(others.map((name) => complaintOf(name, plugin)));
      expect(also).toContain(null);
    });
  }
});

describe('every case can fail', () => {
  const everybody = createReferencePlugin({
    create: () => ({ realm: 'api', authenticate: () => ({ ok: true, principal: null, headers: {} }) }),
    createCheck: () => () => null,
  });
  const teapot = { status: 418, headers: {}, body: '' };
  const nobody = createReferencePlugin({
    create: () => ({
      realm: 'api',
      authenticate: () => ({ ok: false, kind: 'missing', reason: null, response: teapot }),
    }),
  });
  for (const { name } of cases) {
    it.concurrent(name, async () => {
      const complaint = (await complaintOf(name, nobody)) ?? (await complaintOf(name, everybody));
      expect(complaint).not.toBe(null);
    });
  }
});

it('no two cases have one name', () => {
  expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
});
