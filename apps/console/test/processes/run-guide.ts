import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const GUIDE = fileURLToPath(new URL('../../../docs/pages/guides/run-the-console.md', import.meta.url));
const COMMAND = fileURLToPath(new URL('../../dist/command.js', import.meta.url));

/** Returns the shell commands of the guide that a test file runs, in their order. */
export async function guideBlocks(file: string): Promise<readonly string[]> {
  const text = await readFile(GUIDE, 'utf8');
  const marked = new RegExp(
    `<!-- run by: apps/console/test/processes/${file} -->\\n\`\`\`sh\\n(.*?)\`\`\``,
    'gs',
  );
  return [...text.matchAll(marked)].map(([, block = '']) => block);
}

/** Runs a block of the guide with a shell. `npm run console --` runs the built command, without a build. */
export async function runBlock(block: string, env: Readonly<Record<string, string>>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'lynk-auth-npm-'));
  try {
    const npm = join(folder, 'npm');
    await writeFile(npm, `#!/bin/sh\nshift 3\nexec "${process.execPath}" "${COMMAND}" console "$@"\n`);
    await chmod(npm, 0o755);
    const path = [folder, env['PATH'], process.env['PATH']].filter(Boolean).join(delimiter);
    await promisify(execFile)('/bin/sh', ['-euc', block], { env: { ...env, PATH: path } });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
