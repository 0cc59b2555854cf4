import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { root } from '../workspace.ts';
import type { Markdown } from './read-markdown.ts';

/** The hosts of absolute links. No link is requested. */
const hosts: readonly string[] = [
  'better-auth.com',
  'github.com',
  'interlynk.io',
  'jsr.io',
  'nodejs.org',
  'www.rfc-editor.org',
  'www.standardwebhooks.com',
];

/** Hosts in examples, which are not links. */
const exampleHosts = /^(?:example\.com|.*\.example(?:\.com)?|127\.0\.0\.1|localhost|api\.interlynk\.io)$/;

/**
 * Checks that a link resolves.
 *
 * @returns The problem, or `null`.
 */
export function checkLink(file: string, to: string, files: ReadonlyMap<string, Markdown>): string | null {
  if (/^[a-z][a-z0-9+.-]*:/i.test(to)) return checkAbsolute(to);
  const [path = '', anchor] = to.split('#', 2);
  let target = path === '' ? file : relative(root, join(root, dirname(file), decodeURIComponent(path)));
  target = target.replaceAll('\\', '/');
  if (target.startsWith('..') || !existsSync(join(root, target))) return 'does not exist';
  if (statSync(join(root, target)).isDirectory())
    target = target === '' ? 'README.md' : `${target}/README.md`;
  if (anchor === undefined) return null;
  const markdown = files.get(target);
  if (markdown === undefined) return 'has an anchor in a file that is not Markdown';
  return markdown.anchors.has(anchor) ? null : 'has an anchor without a heading';
}

function checkAbsolute(to: string): string | null {
  if (!URL.canParse(to)) return 'is not a URL';
  const { protocol, hostname } = new URL(to);
  if (exampleHosts.test(hostname)) return null;
  if (protocol !== 'https:') return 'is not https';
  return hosts.includes(hostname) ? null : 'has a host that is not allowed';
}
