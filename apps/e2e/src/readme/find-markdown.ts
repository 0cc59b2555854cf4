import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { root } from '../workspace.ts';
import { type Markdown, readMarkdown } from './read-markdown.ts';

/** What is not written by hand, or not to be read here. */
const skipped = new Set(['node_modules', 'dist', '.git', '.turbo', '.data', 'reference', 'CHANGELOG.md']);

/** Every file of Markdown in the workspace, by its path from the root. */
export async function findMarkdown(folder = root): Promise<ReadonlyMap<string, Markdown>> {
  const found = new Map<string, Markdown>();
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (skipped.has(entry.name)) continue;
    if (entry.isDirectory()) for (const [name, each] of await findMarkdown(path)) found.set(name, each);
    else if (entry.name.endsWith('.md')) {
      found.set(relative(root, path).replaceAll('\\', '/'), readMarkdown(await readFile(path, 'utf8')));
    }
  }
  return found;
}
