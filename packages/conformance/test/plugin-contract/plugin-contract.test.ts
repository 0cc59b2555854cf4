import { describe, expect, it } from 'vitest';
import { pluginContract, pluginOptionContract } from '../../src/plugin-contract/plugin-contract.ts';
import type { PluginUnderTest } from '../../src/plugin-contract/plugin-under-test.ts';
import { brokenPlugins } from './broken-plugins.ts';
import { createReferencePlugin } from './reference-plugin.ts';

const cases = [...pluginContract, ...pluginOptionContract];

/** The error of a case; `null` if it passes. */
async function complaintOf(name: string, plugin: PluginUnderTest): Promise<string | null> {
  const found = cases.find((each) => each.name === name);
  if (found === undefined) throw new Error(`There is no case "${name}".`);
  return found.run(plugin).then(
    () => null,
    (error: Error) => error.message,
  );
}

describe('README example: a plugin for node:http passes the contract', () => {
  const plugin = createReferencePlugin();
  for (const { name, run } of cases) it.concurrent(name, () => run(plugin));
});

describe('a plugin with one defect fails', () => {
  // At least one of these is not affected by a defect.
  const others = ['Authorization: lower-case scheme', 'Authorization: service token'];
  for (const [defect, [foundBy, broken]] of Object.entries(brokenPlugins)) {
    it.concurrent(defect, async () => {
      const plugin = createReferencePlugin(broken);
      expect(await complaintOf(foundBy, plugin)).toMatch(/\.$/);
      // The defect is found where it is: not every case fails.
      const also = await Promise.all(others.map((name) => complaintOf(name, plugin)));
      expect(also).toContain(null);
    });
  }
});

describe('every case can fail', () => {
  const acceptsAll = createReferencePlugin({
    create: () => ({ realm: 'api', authenticate: () => ({ ok: true, principal: null, headers: {} }) }),
    createCheck: () => () => null,
  });
  const teapot = { status: 418, headers: {}, body: '' };
  const anonymous = createReferencePlugin({
    create: () => ({
      realm: 'api',
      authenticate: () => ({ ok: false, kind: 'missing', reason: null, response: teapot }),
    }),
  });
  for (const { name } of cases) {
    it.concurrent(name, async () => {
      const complaint = (await complaintOf(name, anonymous)) ?? (await complaintOf(name, acceptsAll));
      expect(complaint).not.toBe(null);
    });
  }
});

it('no two cases have the same name', () => {
  expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
});
