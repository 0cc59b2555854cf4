import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const root: string = fileURLToPath(new URL('../../..', import.meta.url));

/** The fields of a package.json that the tests read. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly exports?: Readonly<Record<string, { readonly import?: { readonly types: string } }>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly [name: string]: unknown;
}

/** Reads the package.json in a folder. */
export const readManifest = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

/** The folder names of all published packages. */
export const published: readonly string[] = readdirSync(join(root, 'packages'))
  .filter((name) => existsSync(join(root, 'packages', name, 'package.json')))
  .filter((name) => readManifest(join(root, 'packages', name)).private !== true)
  .sort();

/**
 * Finds the built types of every entry of a published package.
 *
 * @param name The folder name of the package.
 * @returns The paths of the `.d.ts` files, keyed by import specifier, such as `@lynk-auth/core/server`.
 */
export function typesOf(name: string): Readonly<Record<string, string>> {
  const folder = join(root, 'packages', name);
  const manifest = readManifest(folder);
  return Object.fromEntries(
    Object.entries(manifest.exports ?? {}).flatMap(([entry, conditions]) =>
      // Styles have an empty declaration.
      conditions.import === undefined
        ? []
        : [[`${manifest.name}${entry.slice(1)}`, join(folder, conditions.import.types)]],
    ),
  );
}

/** The peer dependencies that a user of a published package must install. */
export function requiredPeers(name: string): readonly string[] {
  const { peerDependencies = {}, peerDependenciesMeta = {} } = readManifest(join(root, 'packages', name));
  return Object.keys(peerDependencies).filter((peer) => peerDependenciesMeta[peer]?.optional !== true);
}
