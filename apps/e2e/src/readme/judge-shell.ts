/** What a command may name. */
export interface Known {
  /** The scripts of the workspace. */
  readonly scripts: readonly string[];
  /** The commands that `npx` finds. */
  readonly commands: readonly string[];
  /** Packages of ours, and those that are installed here. */
  readonly packages: readonly string[];
  /** Whether a path, from where the command stands, leads to a file. */
  isFile(path: string): boolean;
}

/**
 * Whether a line of a shell does something that there is.
 *
 * @returns What is wrong with it, or `null`.
 */
export function judgeShell(line: string, known: Known): string | null {
  const [command = '', ...words] = line
    .replace(/\s+#.*$/, '')
    .trim()
    .split(/\s+/);
  if (command === '' || command.startsWith('#') || command === 'export' || command === 'curl') return null;
  if (command === 'npx') {
    const name = words.find((word) => !word.startsWith('-')) ?? '';
    return known.commands.includes(name) ? null : `npx finds no "${name}"`;
  }
  // These run a file, which stands behind their flags.
  if (command === 'deno' || command === 'bun') {
    const file = words.at(-1) ?? '';
    return known.isFile(file) ? null : `${command} finds no "${file}"`;
  }
  if (command !== 'npm') return `what is "${command}"?`;
  const [task = '', name = ''] = words;
  if (task === 'install' || task === 'update') {
    const missing = installed(line).filter((each) => !known.packages.includes(each));
    return missing.length === 0 ? null : `there is no package ${missing.join(', ')}`;
  }
  const script = task === 'run' ? name : task;
  return known.scripts.includes(script) ? null : `there is no script "${script}"`;
}

/** The packages that a line installs. */
export function installed(line: string): readonly string[] {
  const [npm, task, ...words] = line
    .replace(/\s+#.*$/, '')
    .trim()
    .split(/\s+/);
  if (npm !== 'npm' || (task !== 'install' && task !== 'update')) return [];
  return words.filter((word) => !word.startsWith('-'));
}
