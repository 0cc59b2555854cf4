import { appendFileSync, cpSync, existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../workspace.mjs';
import { readManifests } from './read-manifests.mjs';
import { run } from './run.mjs';

/**
 * Copies what git knows of the workspace, and what was built, into a repository of its own, where versions can be
 * changed and packages packed.
 *
 * @param {string} copy A folder that does not exist yet.
 */
export function copyWorkspace(copy) {
  const files = run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], root).split(
    '\0',
  );
  for (const file of files) {
    if (file === '' || !existsSync(join(root, file))) continue;
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(root, file), join(copy, file));
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
  const manifests = readManifests(copy);
  const folders = new Map(manifests.map(({ name, folder }) => [name, folder]));
  for (const { folder, dependencies, devDependencies, ...manifest } of manifests) {
    if (manifest.private) continue;
    const dist = join(root, 'packages', manifest.name.replace('@lynk-auth/', ''), 'dist');
    cpSync(dist, join(folder, 'dist'), { recursive: true });
    // Whose versions they get, pnpm reads behind these links.
    for (const name of Object.keys({ ...dependencies, ...devDependencies })) {
      if (!folders.has(name)) continue;
      const link = join(folder, 'node_modules', name);
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(folders.get(name), link, 'junction');
    }
  }
  // The change logs name the commit of a changeset.
  run('git', ['init', '--quiet', '--initial-branch', 'main'], copy);
  // Links to folders, which .gitignore does not take for folders.
  appendFileSync(join(copy, '.git/info/exclude'), 'node_modules\ndist\n');
  run('git', ['add', '--all'], copy);
  const someone = [
    '-c',
    'user.name=release',
    '-c',
    'user.email=release@localhost',
    '-c',
    'commit.gpgsign=false',
  ];
  run('git', [...someone, 'commit', '--quiet', '--message', 'a copy'], copy);
}
