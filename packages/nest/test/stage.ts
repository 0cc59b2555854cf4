import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';

/** The versions of Nest that everything is tried on. */
export const versions = [11, 12] as const;
export type NestVersion = (typeof versions)[number];

/** The adapters. */
export const platforms = ['express', 'fastify'] as const;
export type Platform = (typeof platforms)[number];

/** Every version with every adapter. */
export const hosts = versions.flatMap((version) => platforms.map((platform) => [version, platform] as const));

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '..');
/** Below these, `@nestjs/*` is the version's. */
const homes: Record<NestVersion, string> = { 11: join(here, 'nest11'), 12: root };

/** The apps of the tests as a user would have them: compiled, with the built plugin, in a project of their own. */
export interface Stage {
  readonly folder: string;
  /** Loads one of the apps. */
  load<App>(name: string): Promise<App>;
  dispose(): Promise<void>;
}

/**
 * Sets up a project with this version of Nest. The plugin in it is a copy of what was built, since a
 * link to it would find the version that this package is developed with.
 */
export async function createStage(version: NestVersion): Promise<Stage> {
  const modules = join(homes[version], 'node_modules');
  const folder = await mkdtemp(join(modules, '.stage-'));
  const plugin = join(folder, 'node_modules/@lynk-auth/nest');
  await mkdir(plugin, { recursive: true });
  await cp(join(root, 'dist'), join(plugin, 'dist'), { recursive: true });
  await cp(join(root, 'package.json'), join(plugin, 'package.json'));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  for (const name of await readdir(join(here, 'apps'))) {
    await writeFile(
      join(folder, name.replace(/\.ts$/, '.js')),
      compile(await readFile(join(here, 'apps', name), 'utf8')),
    );
  }
  return {
    folder,
    load: (name) => import(pathToFileURL(join(folder, `${name}.js`)).href),
    dispose: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Compiles as a user's project does that has no metadata of types, as esbuild does. */
export function compile(code: string, module = ts.ModuleKind.ESNext): string {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: {
      module,
      target: ts.ScriptTarget.ES2022,
      experimentalDecorators: true,
      rewriteRelativeImportExtensions: true,
    },
  });
  return outputText;
}
