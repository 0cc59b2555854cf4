/** The names that a command may use. */
export interface KnownNames {
  /** The scripts of the root package.json. */
  readonly scripts: readonly string[];
  /** The commands that `npx` can run. */
  readonly commands: readonly string[];
  /** The packages that can be installed. */
  readonly packages: readonly string[];
  /** Whether a path, relative to the Markdown file, is a file. */
  isFile(path: string): boolean;
}

/**
 * Checks that the scripts, packages and files that a shell command names exist.
 *
 * @returns The problem, or `null`.
 */
export function checkShell(line: string, known: KnownNames): string | null {
  const [command = '', ...words] = line
    .replace(/\s+#.*$/, '')
    .trim()
    .split(/\s+/);
  // The other tests run the programs of `node -e`.
  if (command === '' || command.startsWith('#') || ['export', 'curl', 'echo', 'node'].includes(command))
    return null;
  if (command === 'npx') {
    const name = words.find((word) => !word.startsWith('-')) ?? '';
    return known.commands.includes(name) ? null : `npx cannot run "${name}"`;
  }
  // These commands run a file, which follows their flags.
  if (command === 'deno' || command === 'bun') {
    const file = words.at(-1) ?? '';
    return known.isFile(file) ? null : `${command} cannot find "${file}"`;
  }
  if (command !== 'npm') return `unknown command "${command}"`;
  const [task = '', name = ''] = words;
  if (task === 'install' || task === 'update') {
    const missing = installed(line).filter((each) => !known.packages.includes(each));
    return missing.length === 0 ? null : `there is no package ${missing.join(', ')}`;
  }
  const script = task === 'run' ? name : task;
  return known.scripts.includes(script) ? null : `there is no script "${script}"`;
}

/** Lists the packages that a command installs. */
export function installed(line: string): readonly string[] {
  const [npm, task, ...words] = line
    .replace(/\s+#.*$/, '')
    .trim()
    .split(/\s+/);
  if (npm !== 'npm' || (task !== 'install' && task !== 'update')) return [];
  return words.filter((word) => !word.startsWith('-')).flatMap(expandTarballs);
}

/** Names the packages of tarballs that `npm run pack` writes: `…/lynk-auth-{core,fetch}.tgz`. */
function expandTarballs(word: string): readonly string[] {
  const [, list] = /^\.\.\/lynk-auth\/\.packed\/lynk-auth-\{?([a-z,]+)\}?\.tgz$/.exec(word) ?? [];
  return list === undefined ? [word] : list.split(',').map((name) => `@lynk-auth/${name}`);
}
