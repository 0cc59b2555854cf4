import { readdir, readFile, stat } from 'node:fs/promises';
import { SourceMap } from 'node:module';
import { dirname, join, posix } from 'node:path';
import { type Manifest, readManifest, root } from '../workspace.ts';

/** The files that a tarball may contain. Entries may share a file of code, and files of declarations. */
const ALLOWED =
  /^(package\.json|README\.md|LICENSE|CHANGELOG\.md|dist\/([a-z]+\/)?[a-z-]+\.(js|cjs|js\.map|cjs\.map|d\.ts|d\.cts)|dist\/[a-z-]+(\.d)?-[\w-]{8}\.d\.c?ts|dist\/zod-notice\.txt|dist\/styles\.(css|d\.css\.ts))$/;

const HOME = 'https://github.com/interlynk-io/lynk-auth';

/**
 * Checks the files and the manifest of an installed package.
 *
 * @param folder The folder of the installed package.
 * @param name The folder name of the package in this repository.
 * @returns One sentence for each problem.
 */
export async function checkTarball(folder: string, name: string): Promise<readonly string[]> {
  const files = (await readdir(folder, { recursive: true })).map((file) => file.replaceAll('\\', '/'));
  const problems: string[] = [];
  const found = new Set<string>();
  for (const file of files) {
    if ((await stat(join(folder, file))).isDirectory()) continue;
    found.add(file);
    if (!ALLOWED.test(file)) problems.push(`${file} must not be in the tarball.`);
    const text = await readFile(join(folder, file), 'utf8');
    if (text.includes(root)) problems.push(`${file} contains a path of the build machine.`);
    if (/\.c?js$/.test(file)) problems.push(...(await checkMap(folder, file, text)));
  }
  for (const file of ['README.md', 'LICENSE', 'package.json']) {
    if (!found.has(file)) problems.push(`${file} is missing.`);
  }
  const license = await readFile(join(root, 'LICENSE'), 'utf8');
  if (found.has('LICENSE') && (await readFile(join(folder, 'LICENSE'), 'utf8')) !== license) {
    problems.push('The LICENSE differs from that of the repository.');
  }
  return [...problems, ...checkManifest(readManifest(folder), name, found)];
}

/** Checks that a source map belongs to its file and contains all of its sources. */
async function checkMap(folder: string, file: string, text: string): Promise<readonly string[]> {
  const [, name] = /\n\/\/# sourceMappingURL=(\S+)\s*$/.exec(text) ?? [];
  if (name === undefined) return [`${file} has no source map.`];
  const path = join(folder, dirname(file), name);
  const map = JSON.parse(await readFile(path, 'utf8').catch(() => '{}'));
  // Some functions are helpers of the bundler. The others come from a source.
  const lines = text
    .split('\n')
    .flatMap((line, index) => (/^(async )?(function|class) /.test(line) ? [index] : []));
  if (!Array.isArray(map.sources) || map.sources.length === 0)
    return [`The source map of ${file} is missing or empty.`];
  const missing = map.sources.filter((source: string, index: number) => {
    const within = posix.normalize(posix.join('packages/x', dirname(file), source));
    // zod is the one dependency that is bundled.
    const isKnown = within.startsWith('packages/') || within.startsWith('node_modules/.pnpm/zod@');
    return !isKnown || typeof map.sourcesContent?.[index] !== 'string';
  });
  const read = new SourceMap(map);
  const isMapped = (line: number) => {
    const entry = read.findEntry(line, 0);
    return 'originalSource' in entry && map.sources.includes(entry.originalSource);
  };
  if (lines.length > 0 && !lines.some(isMapped)) missing.push('any of its functions');
  return missing.map((each: string) => `The source map of ${file} does not map ${each}.`);
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
    // A bundler drops an import for its side effects alone, as that of styles is, unless the manifest names it.
    sideEffects: files.has('dist/styles.css') ? ['**/*.css'] : false,
    publishConfig: { access: 'public', provenance: true },
  };
  for (const [key, value] of Object.entries(expected)) {
    if (JSON.stringify(manifest[key]) !== JSON.stringify(value)) problems.push(`${key} has a wrong value.`);
  }
  for (const key of ['devDependencies', 'scripts', 'private', 'size-limit']) {
    if (key in manifest) problems.push(`${key} must not be in the manifest.`);
  }
  const versions = {
    ...manifest.dependencies,
    ...manifest.peerDependencies,
    ...manifest.optionalDependencies,
  };
  for (const [dependency, version] of Object.entries(versions)) {
    if (!/^[\^~<>=\d]/.test(version)) problems.push(`${dependency} has no version range.`);
    if (dependency.startsWith('@lynk-auth/') && version !== `^${manifest.version}`) {
      problems.push(`${dependency} has the version of another release.`);
    }
  }
  for (const [entry, conditions] of Object.entries(manifest['exports'] as Record<string, object>)) {
    // Types first: resolution takes the first condition that matches.
    const order = entry.endsWith('.css')
      ? Object.keys(conditions)
      : Object.entries(conditions).map(([kind, each]) => [kind, ...Object.keys(each)].join(' '));
    const right = entry.endsWith('.css') ? 'types,default' : 'import types default,require types default';
    if (order.join() !== right) {
      problems.push(`The conditions of ${entry} are in the wrong order.`);
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
    if (!files.has(file)) problems.push(`The manifest names ${file}, which is missing.`);
  }
  return problems;
}
