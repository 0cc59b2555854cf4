import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPackages } from '../src/read-packages.ts';
import { startRegistry } from './start-registry.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const packages = await readPackages(root);

/** Without what would make a pipeline of it, wherever this runs. */
const { ACTIONS_ID_TOKEN_REQUEST_URL: _, ACTIONS_ID_TOKEN_REQUEST_TOKEN: __, ...environment } = process.env;

async function release(folder: string, args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [join(folder, '.scripts/release.mjs'), ...args], {
    cwd: folder,
    env: { ...environment, ...env },
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => {
      printed += text;
    });
  const [status] = await once(child, 'close');
  return { status, printed };
}

function git(folder: string, ...args: string[]): string {
  const someone = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'commit.gpgsign=false'];
  return spawnSync('git', [...someone, ...args], { cwd: folder, encoding: 'utf8' }).stdout;
}

test('all packages have one version, and are in one fixed group', () => {
  const { fixed } = JSON.parse(readFileSync(join(root, '.changeset/config.json'), 'utf8'));
  expect(fixed).toEqual([packages.map(({ name }) => name)]);
  expect(new Set(packages.map(({ version }) => version)).size).toBe(1);
});

test.each(packages)('$name depends on the others by a range that takes their fixes', ({ folder }) => {
  const { dependencies = {}, peerDependencies = {} } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  for (const [name, range] of Object.entries({ ...dependencies, ...peerDependencies })) {
    if (name.startsWith('@lynk-auth/')) expect([name, range]).toEqual([name, 'workspace:^']);
  }
});

test('an argument that is unknown is refused', async () => {
  expect(await release(root, ['--dryrun'])).toMatchObject({
    status: 1,
    printed: expect.stringContaining('--dryrun'),
  });
  expect(await release(root, ['publish'])).toMatchObject({
    status: 1,
    printed: expect.stringContaining('publish'),
  });
});

describe('in a copy of the workspace', () => {
  let folder: string;
  let copy: string;
  let registry: Awaited<ReturnType<typeof startRegistry>>;
  let next: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lynk-auth-release-test-'));
    copy = join(folder, 'copy');
    const { copyWorkspace } = await import(join(root, '.scripts/release/copy-workspace.mjs'));
    copyWorkspace(copy);
    // What the version step runs.
    symlinkSync(join(root, 'packages/release/dist'), join(copy, 'packages/release/dist'), 'junction');
  });
  afterAll(() => {
    registry?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('a dry run shows every package, and changes nothing', async () => {
    const before = git(root, 'status', '--porcelain', '--ignored=no');
    const { status, printed } = await release(root, ['--dry-run', '--tag', 'beta']);
    expect([status, git(root, 'status', '--porcelain', '--ignored=no')]).toEqual([0, before]);
    for (const { name, version } of packages) {
      const [, to] =
        new RegExp(`^${name} ${version} → (\\S+) \\(beta, public, with provenance\\)$`, 'm').exec(printed) ??
        [];
      expect(to, printed).toMatch(/^\d+\.\d+\.\d+/);
    }
    expect(printed.match(/ files, [\d.]+ kB: .*LICENSE.* dist\/index\.js .*package\.json/g)).toHaveLength(
      packages.length,
    );
    expect(printed).toContain('Nothing was changed.');
  });

  test('refuses as long as there are changesets, without a pipeline, off main, and from a tree with changes', async () => {
    writeFileSync(
      join(copy, '.changeset/more.md'),
      `---\n'${packages[0]?.name}': patch\n'${packages[1]?.name}': patch\n---\n\nMore.\n`,
    );
    git(copy, 'checkout', '-q', '-b', 'other');
    const { status, printed } = await release(copy, []);
    expect(status).toBe(1);
    for (const reason of ['not committed', 'not main', 'There are changesets', 'id-tokens']) {
      expect(printed).toContain(reason);
    }
    git(copy, 'checkout', '-q', 'main');
  });

  test('the version step leaves versions, change logs and the API as that of the last release', async () => {
    expect(await release(copy, ['version'])).toMatchObject({ status: 0 });
    const released = JSON.parse(readFileSync(join(copy, '.changeset/released.json'), 'utf8'));
    const before = packages[0]?.version;
    next = (await readPackages(copy))[0]?.version ?? '';
    expect(next).not.toBe(before);
    for (const { name, version } of await readPackages(copy)) {
      expect(Object.keys(released[name].index).length, name).toBeGreaterThan(0);
      expect(version).toBe(next);
    }
    expect(readFileSync(join(copy, 'packages/core/CHANGELOG.md'), 'utf8')).toContain(`## ${next}`);
    git(copy, 'add', '--all');
    git(copy, 'commit', '-q', '-m', 'version');
    expect((await release(copy, [])).printed).toBe(
      'Nothing was published:\n- Provenance needs a pipeline that may write id-tokens (.github/workflows/release.yml); --without-provenance does without.\n',
    );
  });

  test('refuses to make a version before a release the one that everybody installs', async () => {
    const file = join(copy, 'packages/core/package.json');
    const manifest = readFileSync(file, 'utf8');
    writeFileSync(file, manifest.replace(`"version": "${next}"`, `"version": "${next}-beta.0"`));
    const sentence = `${next}-beta.0 comes before a release`;
    expect((await release(copy, [])).printed).toContain(sentence);
    expect((await release(copy, ['--tag', 'beta'])).printed).not.toContain(sentence);
    writeFileSync(file, manifest);
    expect((await release(copy, [])).printed).not.toContain(sentence);
  });

  test('publishes what is not there yet, dependencies first, as it was packed', async () => {
    const missing = ['@lynk-auth/core', '@lynk-auth/hono'];
    registry = await startRegistry(
      new Map(packages.filter(({ name }) => !missing.includes(name)).map(({ name }) => [name, next])),
    );
    const npm = {
      npm_config_registry: registry.url,
      [`npm_config_//${new URL(registry.url).host}/:_authToken`]: 'none',
    };
    const { status, printed } = await release(copy, ['--without-provenance'], npm);
    expect(status, printed).toBe(0);
    expect(registry.published.map(({ name, tag }) => [name, tag])).toEqual(
      missing.map((name) => [name, 'latest']),
    );
    expect(registry.published[1]?.manifest).toMatchObject({
      version: next,
      dependencies: { '@lynk-auth/core': `^${next}` },
    });
    expect(git(copy, 'tag').trim()).toBe(`v${next}`);
  });
});
