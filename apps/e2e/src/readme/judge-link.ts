import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { root } from '../workspace.ts';
import type { Markdown } from './read-markdown.ts';

/** Where absolute links may lead. No link is followed. */
const hosts: readonly string[] = ['github.com', 'interlynk.io', 'jsr.io', 'nodejs.org', 'www.rfc-editor.org'];

/** Addresses of an example: nobody is meant to go there. */
const shown = /^(?:example\.com|.*\.example(?:\.com)?|127\.0\.0\.1|localhost|api\.interlynk\.io)$/;

/**
 * Whether a link leads somewhere.
 *
 * @returns What is wrong with it, or `null`.
 */
export function judgeLink(file: string, to: string, files: ReadonlyMap<string, Markdown>): string | null {
  if (/^[a-z][a-z0-9+.-]*:/i.test(to)) return judgeAbsolute(to);
  const [path = '', anchor] = to.split('#', 2);
  let target = path === '' ? file : relative(root, join(root, dirname(file), decodeURIComponent(path)));
  target = target.replaceAll('\\', '/');
  if (target.startsWith('..') || !existsSync(join(root, target))) return 'is not there';
  if (statSync(join(root, target)).isDirectory())
    target = target === '' ? 'README.md' : `${target}/README.md`;
  if (anchor === undefined) return null;
  const markdown = files.get(target);
  if (markdown === undefined) return 'has an anchor in what is no Markdown';
  return markdown.anchors.has(anchor) ? null : 'has no such heading';
}

function judgeAbsolute(to: string): string | null {
  if (!URL.canParse(to)) return 'is no URL';
  const { protocol, hostname } = new URL(to);
  if (shown.test(hostname)) return null;
  if (protocol !== 'https:') return 'is not https';
  return hosts.includes(hostname) ? null : 'leads to a host that is not on the list';
}
