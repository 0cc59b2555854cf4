import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DefaultTheme } from 'vitepress';
import { pages } from './repository.ts';

/** The pages that are written by hand. */
export const guides: DefaultTheme.SidebarItem[] = [
  {
    text: 'How it works',
    items: [
      { text: 'Wire contract', link: '/wire' },
      { text: 'Architecture', link: '/architecture' },
      { text: 'Failover', link: '/failover' },
      { text: 'Runtimes', link: '/runtimes' },
    ],
  },
  {
    text: 'Guides',
    items: [
      { text: 'Where to find things', link: '/guides/where-to-find-things' },
      { text: 'Tokens in the API you have', link: '/guides/tokens-in-your-api' },
      { text: 'Tokens with better-auth', link: '/guides/tokens-with-better-auth' },
      { text: 'Rotate a token', link: '/guides/rotate-a-token' },
      { text: 'Events and notices', link: '/guides/events-and-notices' },
      { text: 'Tokens over HTTP', link: '/guides/tokens-over-http' },
      { text: 'Embed the token pages', link: '/guides/embed-the-token-pages' },
      { text: 'Run the console in production', link: '/guides/run-the-console' },
      { text: 'Add a framework', link: '/guides/add-a-framework' },
      { text: 'Add a store', link: '/guides/add-a-store' },
      { text: 'Add a permission', link: '/guides/add-a-permission' },
      { text: 'Add a column', link: '/guides/add-a-column' },
    ],
  },
  { text: 'Reference', link: '/reference/' },
];

/** The pages that typedoc wrote before this build. */
export function readReference(): DefaultTheme.SidebarItem[] {
  const file = join(pages, 'reference/typedoc-sidebar.json');
  if (!existsSync(file)) throw new Error('The reference is missing; run "npx typedoc" in apps/docs first.');
  const items: DefaultTheme.SidebarItem[] = JSON.parse(readFileSync(file, 'utf8'));
  return [{ text: 'Packages', items }, ...guides.slice(0, -1)];
}
