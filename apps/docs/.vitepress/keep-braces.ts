import type { MarkdownRenderer } from 'vitepress';

/**
 * Keeps Vue from reading `{{ … }}` in inline code as an expression. VitePress does so for blocks of code only.
 *
 * @param markdown The renderer to extend.
 */
export function keepBraces(markdown: MarkdownRenderer): void {
  markdown.renderer.rules.code_inline = (tokens, index) =>
    `<code v-pre>${markdown.utils.escapeHtml(tokens[index]?.content ?? '')}</code>`;
}
