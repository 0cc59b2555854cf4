import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readManifest, root } from '../workspace.ts';

const workspace = readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8');

/**
 * Returns the version of a dependency that this repository is tested with.
 *
 * @param name The name of the dependency.
 * @param folder The folder of a package that depends on it, relative to the root.
 * @throws {Error} if the package does not depend on it.
 */
export function pinnedVersion(name: string, folder: string): string {
  const written = writtenVersion(name, folder);
  const version = written === 'catalog:' ? catalogVersion(name) : written?.replace(/^npm:.+@/, '');
  if (version === undefined) throw new Error(`${folder} does not depend on ${name}.`);
  return version;
}

function writtenVersion(name: string, folder: string): string | undefined {
  const { dependencies, devDependencies, optionalDependencies } = readManifest(join(root, folder));
  return { ...optionalDependencies, ...dependencies, ...devDependencies }[name];
}

/** Returns the version in the catalog of the workspace. */
export function catalogVersion(name: string): string | undefined {
  const line = workspace.split('\n').find((each) => each.trim().replaceAll('"', '').startsWith(`${name}: `));
  return line?.split(': ')[1]?.trim();
}

/**
 * Returns the lowest version of each alternative in the range of a peer dependency.
 *
 * @param name The name of the peer dependency.
 * @param folder The folder of the package, relative to the root.
 */
export function lowestVersions(name: string, folder: string): readonly string[] {
  const range = readManifest(join(root, folder)).peerDependencies?.[name] ?? '';
  return [...range.matchAll(/[\^~=]\s*(\d+\.\d+\.\d+)/g)].map(([, version]) => version ?? '');
}

/**
 * Returns the versions of the packages that examples import, with their `@types` packages.
 *
 * @param names Package names. Packages of this repository get an empty version.
 * @param folders The folders of packages, relative to the root. The first one that depends on a package sets its version.
 */
export function importedVersions(
  names: readonly string[],
  folders: readonly string[],
): Readonly<Record<string, string>> {
  const versions: Record<string, string> = {};
  for (const name of names) {
    if (name.startsWith('@lynk-auth/')) {
      versions[name] = '';
      continue;
    }
    const folder = folders.find((each) => writtenVersion(name, each) !== undefined) ?? '.';
    versions[name] = catalogVersion(name) ?? pinnedVersion(name, folder);
    const types = catalogVersion(`@types/${name}`);
    if (types !== undefined) versions[`@types/${name}`] = types;
  }
  return versions;
}
