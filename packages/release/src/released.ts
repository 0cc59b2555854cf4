import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PublicPackage } from './read-packages.ts';
import { readSurface, type Surface } from './read-surface.ts';

/** By the name of an entry, by the name of an export: a digest of what it is. */
export type Digests = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** By the name of a package: what its last release offered. */
export type Released = Readonly<Record<string, Digests>>;

const path = (root: string) => join(root, '.changeset', 'released.json');

/** What was offered as of the last release. */
export async function readReleased(root: string): Promise<Released> {
  return JSON.parse(await readFile(path(root), 'utf8'));
}

/** Keeps what is offered now as the last release. The version step does this. */
export async function writeReleased(root: string, packages: readonly PublicPackage[]): Promise<void> {
  const released: Record<string, Digests> = {};
  for (const each of packages) released[each.name] = digestSurfaces(await readSurfaces(each));
  await writeFile(path(root), `${JSON.stringify(released, null, 2)}\n`);
}

/** By the name of an entry: what the built package offers. */
export async function readSurfaces({ entries }: PublicPackage): Promise<ReadonlyMap<string, Surface>> {
  const surfaces = new Map<string, Surface>();
  for (const [entry, file] of Object.entries(entries)) {
    surfaces.set(entry, readSurface(await readFile(file, 'utf8')));
  }
  return surfaces;
}

export function digestSurfaces(surfaces: ReadonlyMap<string, Surface>): Digests {
  const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);
  return Object.fromEntries(
    [...surfaces].map(([entry, { exports }]) => [
      entry,
      Object.fromEntries([...exports].map(([name, text]) => [name, digest(text)])),
    ]),
  );
}
