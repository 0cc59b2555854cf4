import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../workspace.mjs';
import { readManifests } from './read-manifests.mjs';
import { run } from './run.mjs';

/**
 * The version step: changesets become versions and change logs, and the API as it is now that of the last release.
 *
 * @param {string} folder The workspace, or a copy of it.
 */
export function stepVersions(folder) {
  run(process.execPath, [join(root, 'node_modules/@changesets/cli/bin.js'), 'version'], folder);
  run(process.execPath, [join(root, 'packages/release/dist/main.js'), '--released', folder], folder);
  const written = readManifests(folder).flatMap((each) =>
    ['package.json', 'CHANGELOG.md']
      .map((file) => join(each.folder, file))
      .filter((file) => existsSync(file)),
  );
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  run(process.execPath, [biome, 'format', '--write', join(folder, '.changeset'), ...written], folder);
}
