import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PublicPackage } from './read-packages.ts';
import { readSurfaces } from './released.ts';

/** Writes what a package offers into its folder `api`, a file an entry. */
export async function writeSnapshots(each: PublicPackage): Promise<void> {
  const folder = join(each.folder, 'api');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  for (const [entry, { text }] of await readSurfaces(each))
    await writeFile(join(folder, `${entry}.d.ts`), text);
}

/** By the name of an entry: what the package offered when the snapshot was written. */
export async function readSnapshots({ folder }: PublicPackage): Promise<Readonly<Record<string, string>>> {
  const files = await readdir(join(folder, 'api')).catch(() => []);
  const texts: Record<string, string> = {};
  for (const file of files) {
    texts[file.replace(/\.d\.ts$/, '')] = await readFile(join(folder, 'api', file), 'utf8');
  }
  return texts;
}
