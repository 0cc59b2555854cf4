import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { root } from '../workspace.ts';
import { type Markdown, readMarkdown } from './read-markdown.ts';

/** Files and folders that are generated or ignored. */
const skipped = new Set(['node_modules', 'dist', '.git', '.turbo', '.data', 'reference', 'CHANGELOG.md']);

/** Finds every Markdown file in the repository that is written by hand, keyed by its path relative to the root. */
export async function findMarkdown(folder = root): Promise<ReadonlyMap<string, Markdown>> {
  const found = new Map<string, Markdown>();
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (skipped.has(entry.name)) continue;
    if (entry.isDirectory()) for (const [name, each] of await findMarkdown(path)) found.set(name, each);
    else if (entry.name.endsWith('.md') && !entry.name.endsWith('.api.md')) {
      found.set(relative(root, path).replaceAll('\\', '/'), readMarkdown(await readFile(path, 'utf8')));
    }
  }
  return found;
}
