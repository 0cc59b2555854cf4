import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Tarballs } from './pack-packages.ts';
import { runCommand } from './run-command.ts';

/** Options of {@link createProject}. */
export interface ProjectOptions {
  readonly tarballs: Tarballs;
  readonly manager?: 'npm' | 'pnpm';
  /** The dependencies by name. A package of this repository is installed from its tarball, whatever the version is. */
  readonly dependencies: Readonly<Record<string, string>>;
  /** The folder of the project. By default a new temporary folder. */
  readonly folder?: string;
}

/** A project of a user, outside this repository. */
export interface Project {
  readonly folder: string;
  /** Installs more dependencies. */
  add(dependencies: Readonly<Record<string, string>>): Promise<void>;
  /** Writes a file. */
  write(name: string, text: string): Promise<void>;
  dispose(): Promise<void>;
}

/** The install commands, without requests to servers other than the registry. */
const commands = {
  npm: ['install', '--no-audit', '--no-fund', '--prefer-offline'],
  pnpm: ['install', '--ignore-workspace', '--prefer-offline'],
} as const;

/** Creates a project and installs its dependencies. Our packages come from tarballs, because they are not published yet. */
export async function createProject({
  tarballs,
  manager = 'npm',
  dependencies,
  folder,
}: ProjectOptions): Promise<Project> {
  const home = folder ?? (await mkdtemp(join(tmpdir(), 'lynk-auth-consumer-')));
  await mkdir(home, { recursive: true });
  const wanted: Record<string, string> = {};
  const add: Project['add'] = async (more) => {
    for (const [name, version] of Object.entries(more)) wanted[name] = tarballs.specifiers[name] ?? version;
    const overrides = Object.fromEntries(
      Object.entries(tarballs.specifiers).filter(([name]) => wanted[name] === undefined),
    );
    const manifest = {
      name: 'consumer',
      version: '1.0.0',
      private: true,
      dependencies: wanted,
      ...(manager === 'npm' ? { overrides } : { pnpm: { overrides } }),
    };
    await writeFile(join(home, 'package.json'), JSON.stringify(manifest, null, 2));
    const { status, output } = await runCommand(manager, commands[manager], { cwd: home });
    if (status !== 0) throw new Error(`${manager} install failed.\n${output}`);
  };
  await add(dependencies);
  return {
    folder: home,
    add,
    async write(name, text) {
      await mkdir(dirname(join(home, name)), { recursive: true });
      await writeFile(join(home, name), text);
    },
    dispose: () => rm(home, { recursive: true, force: true }),
  };
}

/** Reads the program that uses a package, and inserts the token. */
export async function readProgram(name: string, token: string): Promise<string> {
  const text = await readFile(new URL(`../../programs/${name}.ts`, import.meta.url), 'utf8');
  return text.replaceAll('%TOKEN%', token);
}
