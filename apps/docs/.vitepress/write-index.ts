import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DefaultTheme, SiteConfig } from 'vitepress';
import { guides, readReference } from './pages.ts';

/**
 * Writes `llms.txt`, the index of the site for language models: every page with a one-line description.
 *
 * @param site The site that was built.
 */
export async function writeIndex(site: SiteConfig): Promise<void> {
  const [packages] = readReference();
  const sections = [
    ...guides.filter(({ items }) => items),
    { text: 'Reference', items: packages?.items ?? [] },
  ];
  const blocks = await Promise.all(sections.map((section) => toSection(section, site.srcDir)));
  const text = [`# ${site.site.title}`, `> ${site.site.description}`, ...blocks].join('\n\n');
  await writeFile(join(site.outDir, 'llms.txt'), `${text}\n`);
}

async function toSection({ text, items = [] }: DefaultTheme.SidebarItem, folder: string): Promise<string> {
  const lines = await Promise.all(
    items.map(async ({ text, link = '' }) => {
      const page = link.replace(/\.md$/, '');
      return `- [${text}](${page}.html): ${await readDescription(join(folder, `${page}.md`))}`;
    }),
  );
  return [`## ${text}`, '', ...lines].join('\n');
}

/** The first sentence of a page. */
async function readDescription(file: string): Promise<string> {
  const [, paragraph] = /^# .+\n\n((?:.+\n)+)/m.exec(await readFile(file, 'utf8')) ?? [];
  if (paragraph === undefined) throw new Error(`${file} must begin with a heading and a paragraph.`);
  const text = paragraph.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/\s+/g, ' ');
  return /^.+?\.(?= |$)/.exec(text.trim())?.[0] ?? text.trim();
}
