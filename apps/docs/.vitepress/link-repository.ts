import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { MarkdownRenderer } from 'vitepress';
import { pages, root } from './repository.ts';

const repository = 'https://github.com/interlynk-io/lynk-auth';

/**
 * Points relative links that leave the pages' folder to GitHub. The same link works when the page is read in the repository.
 *
 * @param markdown The renderer to extend.
 * @throws {Error} While a page is rendered, if a linked file does not exist.
 */
export function linkRepository(markdown: MarkdownRenderer): void {
  const render = markdown.renderer.rules['link_open'];
  markdown.renderer.rules['link_open'] = (tokens, index, options, env, self) => {
    const token = tokens[index];
    const href = token?.attrGet('href');
    if (token && href?.startsWith('../')) {
      const url = toRepositoryUrl(env.path, href);
      if (url !== null) token.attrSet('href', url);
    }
    return render ? render(tokens, index, options, env, self) : self.renderToken(tokens, index, options);
  };
}

function toRepositoryUrl(page: string, href: string): string | null {
  const [path = '', anchor] = href.split('#', 2);
  const target = join(dirname(page), decodeURIComponent(path));
  if (!relative(pages, target).startsWith('..')) return null;
  const name = relative(root, target).replaceAll('\\', '/');
  if (name.startsWith('..') || !existsSync(target)) {
    throw new Error(`${relative(root, page)} links to ${name}, which does not exist.`);
  }
  const kind = statSync(target).isDirectory() ? 'tree' : 'blob';
  return `${repository}/${kind}/main/${name}${anchor === undefined ? '' : `#${anchor}`}`;
}
