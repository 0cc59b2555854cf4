import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readManifest, root } from '../workspace.ts';

const workspace = readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8');

/**
 * The version with which this repository is tested.
 *
 * @param name A dependency.
 * @param folder The folder of a package that has it, from the root.
 * @throws Error where that package does not have it.
 */
export function pinnedVersion(name: string, folder: string): string {
  const written = writtenVersion(name, folder);
  const version = written === 'catalog:' ? catalogVersion(name) : written?.replace(/^npm:.+@/, '');
  if (version === undefined) throw new Error(`${folder} does not say which ${name} it is tested with.`);
  return version;
}

function writtenVersion(name: string, folder: string): string | undefined {
  const { dependencies, devDependencies, optionalDependencies } = readManifest(join(root, folder));
  return { ...optionalDependencies, ...dependencies, ...devDependencies }[name];
}

/** The same for what several packages have. */
export function catalogVersion(name: string): string | undefined {
  const line = workspace.split('\n').find((each) => each.trim().replaceAll('"', '').startsWith(`${name}: `));
  return line?.split(': ')[1]?.trim();
}

/**
 * The lowest version of each alternative in a peer's range.
 *
 * @param name A peer dependency.
 * @param folder The folder of the package that has it, from the root.
 */
export function lowestVersions(name: string, folder: string): readonly string[] {
  const range = readManifest(join(root, folder)).peerDependencies?.[name] ?? '';
  return [...range.matchAll(/[\^~=]\s*(\d+\.\d+\.\d+)/g)].map(([, version]) => version ?? '');
}

/**
 * The versions of what examples import, with the types that come as packages of their own.
 *
 * @param names Packages, of this repository too.
 * @param folders The folders, from the root, of the packages that may say which, the first that does.
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
