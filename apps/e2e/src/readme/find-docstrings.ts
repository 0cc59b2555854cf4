import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { root } from '../workspace.ts';

/** An example in a docstring. */
export interface Docstring {
  /** The folder of its package: `core`. */
  readonly in: string;
  /** Where it begins: the file from the root, and the line. */
  readonly file: string;
  readonly line: number;
  readonly code: string;
}

/** The tags that end an example. A decorator is none. */
const TAG = /^@(?:param|returns|throws|default|see|example|template|internal)\b/;

/** Every `@example` in the sources of a package. */
export async function findDocstrings(name: string): Promise<readonly Docstring[]> {
  const folder = join(root, 'packages', name, 'src');
  const found: Docstring[] = [];
  for (const each of (await readdir(folder, { recursive: true })).sort()) {
    if (!each.endsWith('.ts') || each.endsWith('.test.ts')) continue;
    const lines = (await readFile(join(folder, each), 'utf8')).split('\n');
    for (let index = 0; index < lines.length; index += 1) {
      if (!/^\s*\* @example$/.test(lines[index] ?? '')) continue;
      const line = index + 1;
      const code: string[] = [];
      for (index += 1; index < lines.length; index += 1) {
        const text = (lines[index] ?? '').trim();
        if (text === '*/' || TAG.test(text.replace(/^\* ?/, ''))) break;
        code.push(text === '*' ? '' : (lines[index] ?? '').replace(/^\s*\* ?/, ''));
      }
      index -= 1;
      const file = relative(root, join(folder, each)).replaceAll('\\', '/');
      found.push({ in: name, file, line, code: code.join('\n') });
    }
  }
  return found;
}
