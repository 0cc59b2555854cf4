import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A package that is published. */
export interface PublicPackage {
  readonly name: string;
  readonly version: string;
  readonly folder: string;
  /** By the name of an entry, such as `index`: the file of its types. */
  readonly entries: Readonly<Record<string, string>>;
  /** What its users have to install beside it. */
  readonly peers: readonly string[];
}

type Exports = Record<string, { import: { types: string } }>;

/**
 * The packages of the workspace that are published, by name.
 *
 * @param root The folder of the workspace.
 */
export async function readPackages(root: string): Promise<readonly PublicPackage[]> {
  const parent = join(root, 'packages');
  const packages: PublicPackage[] = [];
  for (const each of (await readdir(parent)).sort()) {
    const folder = join(parent, each);
    const manifest = await readFile(join(folder, 'package.json'), 'utf8').then(JSON.parse, () => null);
    if (manifest === null || manifest.private === true) continue;
    const optional = manifest.peerDependenciesMeta ?? {};
    packages.push({
      name: manifest.name,
      version: manifest.version,
      folder,
      entries: Object.fromEntries(
        Object.entries(manifest.exports as Exports).map(
          ([
            path,
            {
              import: { types },
            },
          ]) => [path === '.' ? 'index' : path.slice(2), join(folder, types)],
        ),
      ),
      peers: Object.keys(manifest.peerDependencies ?? {}).filter((peer) => optional[peer]?.optional !== true),
    });
  }
  return packages;
}
