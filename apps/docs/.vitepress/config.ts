import { defineConfig } from 'vitepress';
import { inlineFigures } from './inline-figures.ts';
import { keepBraces } from './keep-braces.ts';
import { linkRepository } from './link-repository.ts';
import { guides, readReference } from './pages.ts';
import { writeIndex } from './write-index.ts';

export default defineConfig({
  title: 'lynk-auth',
  description:
    'API security tokens in TypeScript, on both sides of the wire: issue, send, verify and revoke them.',
  lang: 'en-US',
  srcDir: 'pages',
  outDir: 'dist',
  cacheDir: 'node_modules/.vitepress',
  head: [['link', { rel: 'icon', type: 'image/svg+xml', href: '/logo.svg' }]],
  markdown: {
    config(markdown) {
      markdown.use(linkRepository).use(inlineFigures).use(keepBraces);
    },
  },
  vite: { build: { chunkSizeWarningLimit: 2000 } },
  themeConfig: {
    logo: '/logo.svg',
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [
      { text: 'Wire contract', link: '/wire' },
      { text: 'Architecture', link: '/architecture' },
      { text: 'Guides', link: '/guides/where-to-find-things', activeMatch: '^/guides/' },
      { text: 'Reference', link: '/reference/', activeMatch: '^/reference/' },
    ],
    sidebar: { '/reference/': readReference(), '/': guides },
    socialLinks: [{ icon: 'github', link: 'https://github.com/interlynk-io/lynk-auth' }],
    footer: { message: 'Released under the Apache-2.0 license.' },
  },
  transformPageData({ relativePath, frontmatter }) {
    // Its table needs the room of the outline.
    if (relativePath === 'runtimes.md')
      return { frontmatter: { ...frontmatter, aside: false, pageClass: 'wide' } };
  },
  buildEnd: writeIndex,
});
