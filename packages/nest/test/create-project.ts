import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';

/** The versions of Nest that the tests run on. */
export const versions = [11, 12] as const;
export type NestVersion = (typeof versions)[number];

/** The HTTP adapters of Nest. */
export const platforms = ['express', 'fastify'] as const;
export type Platform = (typeof platforms)[number];

/** Every version of Nest with every adapter. */
export const hosts = versions.flatMap((version) => platforms.map((platform) => [version, platform] as const));

const testFolder = fileURLToPath(new URL('.', import.meta.url));
const root = join(testFolder, '..');
/** The folders in which `@nestjs/*` resolves to each version. */
const versionFolders: Record<NestVersion, string> = { 11: join(testFolder, 'nest11'), 12: root };

/** A project with the compiled test apps and the built plugin, as a user would have it. */
export interface Project {
  readonly folder: string;
  /** Loads one of the test apps. */
  load<App>(name: string): Promise<App>;
  dispose(): Promise<void>;
}

/**
 * Creates a project with this version of Nest. It has a copy of the built plugin, because a link would resolve
 * `@nestjs/*` to the version that this package is developed with.
 */
export async function createProject(version: NestVersion): Promise<Project> {
  const modules = join(versionFolders[version], 'node_modules');
  const folder = await mkdtemp(join(modules, '.project-'));
  const plugin = join(folder, 'node_modules/@lynk-auth/nest');
  await mkdir(plugin, { recursive: true });
  await cp(join(root, 'dist'), join(plugin, 'dist'), { recursive: true });
  await cp(join(root, 'package.json'), join(plugin, 'package.json'));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  for (const name of await readdir(join(testFolder, 'apps'))) {
    await writeFile(
      join(folder, name.replace(/\.ts$/, '.js')),
      compile(await readFile(join(testFolder, 'apps', name), 'utf8')),
    );
  }
  return {
    folder,
    load: (name) => import(pathToFileURL(join(folder, `${name}.js`)).href),
    dispose: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Compiles a file without `emitDecoratorMetadata`, as esbuild does. */
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
