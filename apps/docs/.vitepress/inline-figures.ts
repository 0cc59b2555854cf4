import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { MarkdownRenderer } from 'vitepress';

/**
 * Puts SVG images of the pages into the page itself, so that they take the colors of its theme. In the repository the
 * same file is an image that follows the reader's color scheme.
 *
 * @param markdown The renderer to extend.
 */
export function inlineFigures(markdown: MarkdownRenderer): void {
  const render = markdown.renderer.rules.image;
  markdown.renderer.rules.image = (tokens, index, options, env, self) => {
    const source = tokens[index]?.attrGet('src');
    if (source?.startsWith('./') && source.endsWith('.svg')) {
      const svg = readFileSync(join(dirname(env.path), source), 'utf8');
      return `<span class="figure" v-html="${markdown.utils.escapeHtml(JSON.stringify(svg))}"></span>`;
    }
    return render ? render(tokens, index, options, env, self) : self.renderToken(tokens, index, options);
  };
}
