import { findProblems } from '@lynk-auth/test-kit/browser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BrowserConsole, startBrowserConsole } from './start-browser-console.ts';

let dashboard: BrowserConsole;

beforeAll(async () => {
  dashboard = await startBrowserConsole();
});
afterAll(() => dashboard.dispose());

/** Each page, and a heading that it has once it is complete. */
const anonymous = [
  ['/login', 'Log in'],
  ['/password#x', 'This link is not valid'],
] as const;

const pages = [
  ['/', 'Welcome to Acme Corp'],
  ['/notices', 'Notices'],
  ['/settings/personal/tokens', 'Security tokens'],
  ['/settings/personal/account', 'Sessions'],
  ['/settings/organization/service-tokens', 'Service tokens'],
  ['/settings/organization/tokens', 'All tokens'],
  ['/settings/organization/tokens?show=idle', 'All tokens'],
  ['/settings/organization/members', 'Members'],
  ['/settings/organization/roles', 'Roles'],
  ['/settings/organization/policy', 'Policy'],
  ['/settings/organization/audit', 'Audit log'],
  ['/settings/organization/health', 'Health'],
  ['/no/such/page', 'There is no such page'],
] as const;

const themes = ['light', 'dark'] as const;
const widths = [375, 768, 1280] as const;

describe.each(themes)('%s theme', (colorScheme) => {
  test.each(anonymous)('%s has no finding of axe, and fits every width', (path, heading) =>
    check(() => dashboard.open(path, { colorScheme }), heading),
  );

  test.each(pages)('%s has no finding of axe, and fits every width', (path, heading) =>
    check(() => dashboard.logIn(path, { colorScheme }), heading),
  );
});

async function check(open: () => ReturnType<BrowserConsole['open']>, heading: string): Promise<void> {
  const { page, faults, close } = await open();
  await page.getByRole('heading', { name: heading }).waitFor();
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    expect(await findProblems(page)).toEqual([]);
  }
  expect(faults([400])).toEqual([]);
  await close();
}
