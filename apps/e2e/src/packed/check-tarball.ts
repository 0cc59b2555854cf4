import { readdir, readFile, stat } from 'node:fs/promises';
import { SourceMap } from 'node:module';
import { dirname, join, posix } from 'node:path';
import { type Manifest, readManifest, root } from '../workspace.ts';

/** The files that a tarball may hold. Entries share chunks of code, and chunks of types, named after a source file. */
const ALLOWED =
  /^(package\.json|README\.md|LICENSE|CHANGELOG\.md|dist\/([a-z]+\/)?([a-z]+|chunk-[A-Z0-9]{8})\.(js|cjs|js\.map|cjs\.map|d\.ts|d\.cts)|dist\/[a-z]+(-[a-z]+)*-[\w-]{8}\.d\.c?ts)$/;

const HOME = 'https://github.com/interlynk-io/lynk-auth';

/**
 * Looks at what a user has got of a package.
 *
 * @param folder Where it was unpacked.
 * @param name The folder's name of the package.
 * @returns What is wrong, a sentence each.
 */
export async function checkTarball(folder: string, name: string): Promise<readonly string[]> {
  const files = (await readdir(folder, { recursive: true })).map((file) => file.replaceAll('\\', '/'));
  const problems: string[] = [];
  const found = new Set<string>();
  for (const file of files) {
    if ((await stat(join(folder, file))).isDirectory()) continue;
    found.add(file);
    if (!ALLOWED.test(file)) problems.push(`${file} does not belong there.`);
    const text = await readFile(join(folder, file), 'utf8');
    if (text.includes(root)) problems.push(`${file} says where it was made.`);
    if (/\.c?js$/.test(file)) problems.push(...(await checkMap(folder, file, text)));
  }
  for (const file of ['README.md', 'LICENSE', 'package.json']) {
    if (!found.has(file)) problems.push(`There is no ${file}.`);
  }
  const license = await readFile(join(root, 'LICENSE'), 'utf8');
  if (found.has('LICENSE') && (await readFile(join(folder, 'LICENSE'), 'utf8')) !== license) {
    problems.push('The LICENSE is another one.');
  }
  return [...problems, ...checkManifest(readManifest(folder), name, found)];
}

/** A map belongs to its file, leads to sources that it brings along, and to nowhere else. */
async function checkMap(folder: string, file: string, text: string): Promise<readonly string[]> {
  const [, name] = /\n\/\/# sourceMappingURL=(\S+)\s*$/.exec(text) ?? [];
  if (name === undefined) return [`${file} has no source map.`];
  const path = join(folder, dirname(file), name);
  const map = JSON.parse(await readFile(path, 'utf8').catch(() => '{}'));
  // Of its functions some are helpers of the bundler; the others come from a source.
  const lines = text
    .split('\n')
    .flatMap((line, index) => (/^(async )?(function|class) /.test(line) ? [index] : []));
  // What only passes on what lies beside it comes from no source.
  const mayBeEmpty = lines.length === 0 && /(from|require\() ?'\.\/chunk-/.test(text);
  if (!Array.isArray(map.sources) || (map.sources.length === 0 && !mayBeEmpty))
    return [`The map of ${file} is missing or empty.`];
  const missing = map.sources.filter((source: string, index: number) => {
    const within = posix.normalize(posix.join('packages/x', dirname(file), source));
    return !within.startsWith('packages/') || typeof map.sourcesContent?.[index] !== 'string';
  });
  const read = new SourceMap(map);
  const leads = (line: number) => {
    const entry = read.findEntry(line, 0);
    return 'originalSource' in entry && map.sources.includes(entry.originalSource);
  };
  if (lines.length > 0 && !lines.some(leads)) missing.push('any of its functions');
  return missing.map((each: string) => `The map of ${file} does not lead to ${each}.`);
}

function checkManifest(manifest: Manifest, name: string, files: ReadonlySet<string>): readonly string[] {
  const problems: string[] = [];
  const expected = {
    name: `@lynk-auth/${name}`,
    license: 'Apache-2.0',
    homepage: `${HOME}/tree/main/packages/${name}#readme`,
    bugs: `${HOME}/issues`,
    repository: { type: 'git', url: `git+${HOME}.git`, directory: `packages/${name}` },
    engines: { node: '>=20.19' },
    type: 'module',
    sideEffects: false,
    publishConfig: { access: 'public', provenance: true },
  };
  for (const [key, value] of Object.entries(expected)) {
    if (JSON.stringify(manifest[key]) !== JSON.stringify(value)) problems.push(`${key} is another one.`);
  }
  for (const key of ['devDependencies', 'scripts', 'private', 'size-limit']) {
    if (key in manifest) problems.push(`${key} is left over.`);
  }
  const versions = {
    ...manifest.dependencies,
    ...manifest.peerDependencies,
    ...manifest.optionalDependencies,
  };
  for (const [dependency, version] of Object.entries(versions)) {
    if (!/^[\^~<>=\d]/.test(version)) problems.push(`${dependency} has no version.`);
    if (dependency.startsWith('@lynk-auth/') && version !== `^${manifest.version}`) {
      problems.push(`${dependency} is of another version.`);
    }
  }
  for (const [entry, conditions] of Object.entries(manifest['exports'] as Record<string, object>)) {
    // Types first: who reads from the top would take the code for them.
    const order = Object.entries(conditions).map(([kind, each]) => [kind, ...Object.keys(each)].join(' '));
    if (order.join() !== 'import types default,require types default') {
      problems.push(`The conditions of ${entry} are in another order.`);
    }
  }
  const named = JSON.stringify([
    manifest['exports'],
    manifest['imports'],
    manifest['main'],
    manifest['module'],
  ]);
  for (const [, file = ''] of `${named}${JSON.stringify(manifest['types'])}`.matchAll(
    /"\.\/(dist\/[^"]+)"/g,
  )) {
    if (!files.has(file)) problems.push(`${file} is named, and not there.`);
  }
  return problems;
}
