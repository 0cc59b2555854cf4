import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import parse from '@changesets/parse';
import type { Bump } from './judge-change.ts';

const order = ['none', 'patch', 'minor', 'major'];

/** By the name of a package: the biggest release that the changesets ask for. */
export async function readChangesets(root: string): Promise<ReadonlyMap<string, Bump>> {
  const folder = join(root, '.changeset');
  const biggest = new Map<string, Bump>();
  for (const file of await readdir(folder)) {
    if (!file.endsWith('.md') || file === 'README.md') continue;
    for (const { name, type } of parse(await readFile(join(folder, file), 'utf8')).releases) {
      if (order.indexOf(type) > order.indexOf(biggest.get(name) ?? 'none')) biggest.set(name, type as Bump);
    }
  }
  return biggest;
}
