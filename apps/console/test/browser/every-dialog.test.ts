import { findProblems } from '@lynk-auth/test-kit/browser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BrowserConsole, startBrowserConsole } from './start-browser-console.ts';

type Page = Awaited<ReturnType<BrowserConsole['open']>>['page'];

let dashboard: BrowserConsole;

beforeAll(async () => {
  dashboard = await startBrowserConsole();
  await dashboard.api.manage(async (manage) => {
    const roles = await manage.createRole({ name: 'Uploader', permissions: ['view_sboms'] });
    if (!roles.ok) throw new Error(roles.message);
    await manage.addMember({ userId: 'ann', name: 'Ann', email: 'ann@acme.example', roleId: roles.role.id });
    for (const name of ['Nightly', 'Weekly']) {
      const issued = await manage.issueServiceToken({ name, roleId: roles.role.id });
      if (!issued.ok) throw new Error(issued.message);
      await manage.rotateToken(issued.token.id);
    }
  });
});
afterAll(() => dashboard.dispose());

const click = (page: Page, name: string | RegExp) =>
  page
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .click();

const service = '/settings/organization/service-tokens';
const members = '/settings/organization/members';
const roles = '/settings/organization/roles';

const onToken = (button: string) => async (page: Page) => {
  await click(page, 'Open Nightly');
  await click(page, button);
};

const create = async (page: Page) => {
  await click(page, /New token/);
  await page.getByRole('dialog').getByLabel('Name').fill('Once');
  await click(page, 'Create token');
  await page.getByText('Copy your token now').waitFor();
};

/** Each dialog: the page that it is on, and how it opens. */
const dialogs: Readonly<Record<string, readonly [path: string, open: (page: Page) => Promise<unknown>]>> = {
  'a new personal token': ['/settings/personal/tokens', (page) => click(page, /New token/)],
  'a new service token': [service, (page) => click(page, /New token/)],
  'the token, once': [service, create],
  'the question whether it was copied': [
    service,
    async (page) => {
      await create(page);
      await click(page, 'Done');
    },
  ],
  'which token is this': [service, (page) => click(page, 'Which token is this?')],
  'a token': [service, (page) => click(page, 'Open Nightly')],
  'the name and the expiry': [service, onToken('Rename or extend')],
  'the limit': [service, onToken('Limit')],
  'the rotation': [service, onToken('Rotate')],
  'the retirement': [service, onToken('Retire the old secret…')],
  'the revocation': [service, onToken('Revoke')],
  'several revocations': [
    service,
    async (page) => {
      for (const name of ['Nightly', 'Weekly']) {
        await page.getByRole('checkbox', { name: `Select ${name}` }).check();
      }
      await click(page, 'Revoke selected…');
    },
  ],
  'an invitation': [members, (page) => click(page, 'Invite a member')],
  'a link': [members, (page) => click(page, 'New link for Ann')],
  'a removal': [members, (page) => click(page, 'Remove Ann')],
  'a new role': [roles, (page) => click(page, 'Create a role')],
  'a role': [roles, (page) => click(page, 'Change Uploader')],
  'the deletion of a role': [roles, (page) => click(page, 'Delete Uploader')],
};

describe.each(['light', 'dark'] as const)('%s theme', (colorScheme) => {
  test.each(Object.entries(dialogs))(
    '%s has no finding of axe, and fits every width',
    async (_, [path, open]) => {
      const { page, faults, close } = await dashboard.logIn(path, { colorScheme });
      await open(page);
      await page.getByRole('dialog').last().waitFor();
      await expect.poll(() => page.getByText('Reading its use…').count()).toBe(0);
      for (const width of [375, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        const excess =
          'Math.max(...[...document.querySelectorAll("dialog")].map((each) => each.scrollWidth - each.clientWidth))';
        expect(await page.evaluate(excess)).toBeLessThanOrEqual(0);
        expect(await findProblems(page)).toEqual([]);
      }
      expect(faults()).toEqual([]);
      await close();
    },
  );
});
