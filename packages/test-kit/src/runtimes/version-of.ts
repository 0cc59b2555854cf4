import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/**
 * The version of a package that a file finds; not every package lets its package.json be imported.
 *
 * @param name Of the package.
 * @param from The file's `import.meta.url`.
 */
export function versionOf(name: string, from: string): string {
  const folders = createRequire(from).resolve.paths(name) ?? [];
  const file = folders.map((folder) => join(folder, name, 'package.json')).find(existsSync);
  if (file === undefined) throw new Error(`There is no package ${name}.`);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
