import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { published, readManifest, root } from '../workspace.ts';
import { runCommand } from './run-command.ts';

/** The packed packages. */
export interface Tarballs {
  /** The folder of the tarballs. */
  readonly folder: string;
  /** The specifier for a package.json, keyed by package name. */
  readonly specifiers: Readonly<Record<string, string>>;
}

/** Packs every published package into a new folder. */
export async function packPackages(): Promise<Tarballs> {
  const folder = await mkdtemp(join(tmpdir(), 'lynk-auth-tarballs-'));
  const filters = published.map((name) => `--filter=./packages/${name}`);
  const { status, output } = await runCommand(
    'pnpm',
    ['-r', ...filters, 'pack', '--pack-destination', folder],
    {
      cwd: root,
    },
  );
  if (status !== 0) throw new Error(`pnpm pack failed.\n${output}`);
  const files = new Set(await readdir(folder));
  const specifiers: Record<string, string> = {};
  for (const each of published) {
    const { name, version } = readManifest(join(root, 'packages', each));
    const file = `${name.slice(1).replace('/', '-')}-${version}.tgz`;
    if (!files.has(file)) throw new Error(`${name} was not packed.`);
    specifiers[name] = `file:${join(folder, file)}`;
  }
  return { folder, specifiers };
}
