import { existsSync, readFileSync } from 'node:fs';
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

test.each(['README.md', 'apps/docs/pages/architecture.md', 'apps/docs/pages/packages.svg'])(
  '%s shows every published package',
  (file) => {
    const text = readFileSync(join(root, file), 'utf8');
    expect(published.filter((name) => !new RegExp(`\\b${name}\\b`).test(text))).toEqual([]);
  },
);

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
