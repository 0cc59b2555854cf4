import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { published, readManifest, root } from '../src/workspace.ts';

const manifests = published.map((name) => readManifest(join(root, 'packages', name)));

test('all published packages have the same version', () => {
  expect(manifests.length).toBeGreaterThanOrEqual(12);
  expect(new Set(manifests.map(({ version }) => version)).size).toBe(1);
});

test('a prerelease version requires pre mode, so that it is not published as latest', () => {
  const prereleases = manifests.filter(({ version }) => version.includes('-'));
  expect(prereleases.length > 0 && !existsSync(join(root, '.changeset/pre.json'))).toBe(false);
});

describe.each(manifests)('$name', (manifest) => {
  test('is published for everyone, with provenance', () => {
    expect(manifest['publishConfig']).toEqual({ access: 'public', provenance: true });
  });

  test('depends on sibling packages by a range that includes their fixes', () => {
    const { dependencies = {}, peerDependencies = {} } = manifest;
    for (const [name, range] of Object.entries({ ...dependencies, ...peerDependencies })) {
      if (name.startsWith('@lynk-auth/')) expect([name, range]).toEqual([name, 'workspace:^']);
    }
  });
});
