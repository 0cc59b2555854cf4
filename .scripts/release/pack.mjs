import { readFileSync } from 'node:fs';
import { readManifests } from './read-manifests.mjs';
import { readTarball } from './read-tarball.mjs';
import { run } from './run.mjs';

/**
 * Packs every package that is published, dependencies first.
 *
 * @param {string} folder The workspace, or a copy of it.
 * @param {string} destination A folder for the tarballs.
 */
export function pack(folder, destination) {
  const manifests = readManifests(folder).filter((each) => !each.private);
  const names = manifests.map(({ name }) => name);
  const filters = names.flatMap((name) => ['--filter', name]);
  const packed = run(
    'pnpm',
    ['--recursive', ...filters, 'pack', '--json', '--pack-destination', destination],
    folder,
  );
  return JSON.parse(packed).map(({ name, version, filename }) => {
    const bytes = readFileSync(filename);
    const files = readTarball(bytes);
    const manifest = JSON.parse(files.get('package.json') ?? 'null');
    // What the packages say: npm is told so once more, whatever of it is left in the tarball.
    const { publishConfig = {} } = manifests.find((each) => each.name === name);
    const tarball = { name, version, filename, size: bytes.length, files, manifest, publishConfig };
    const problem = findProblem(tarball);
    if (problem !== undefined) throw new Error(`The tarball of ${name} ${problem}.`);
    return tarball;
  });
}

/** What a tarball must not be, whatever the packages say. */
function findProblem({ name, version, files, manifest, publishConfig }) {
  if (manifest?.name !== name || manifest.version !== version) return 'is of another package or version';
  if (version === '0.0.0') return 'has no version: no changeset names it';
  if (/"(workspace|catalog):/.test(files.get('package.json'))) return 'depends on a folder of this workspace';
  const { access, provenance } = publishConfig;
  if (access !== 'public' || provenance !== true) return 'does not say that it is public and has provenance';
  for (const file of ['README.md', 'LICENSE', 'dist/index.js']) if (!files.has(file)) return `has no ${file}`;
  return undefined;
}
