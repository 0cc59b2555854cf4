import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BrowserConsole, startBrowserConsole } from './start-browser-console.ts';

// No mouse: each step is reached with the Tab key.

type Page = Awaited<ReturnType<BrowserConsole['open']>>['page'];

let dashboard: BrowserConsole;

beforeAll(async () => {
  dashboard = await startBrowserConsole();
});
afterAll(() => dashboard.dispose());

type Role = Parameters<Page['getByRole']>[0];

/** Moves the focus to an element, as a person does who sees where it is. */
async function tabTo(page: Page, role: Role, name: string | RegExp): Promise<void> {
  const target = page.getByRole(role, { name, exact: typeof name === 'string' }).last();
  await target.waitFor();
  for (let count = 0; count < 100; count += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The Tab key does not reach ${String(name)}.`);
}

async function press(page: Page, role: Role, name: string | RegExp, key = 'Enter'): Promise<void> {
  await tabTo(page, role, name);
  await page.keyboard.press(key);
}

test('creates, copies, renames, limits, rotates, retires, suspends, resumes and revokes a token', async () => {
  const { page, context, faults, close } = await dashboard.logIn('/settings/organization/service-tokens');
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await press(page, 'button', /New token/);
  // The first field has the focus.
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type('Nightly');
  await page.keyboard.press('Enter');
  await press(page, 'button', 'Copy token');
  await press(page, 'button', 'Done');
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  await press(page, 'button', 'Open Nightly');
  await press(page, 'button', 'Rename or extend');
  await page.getByRole('dialog', { name: 'Change Nightly' }).waitFor();
  await tabTo(page, 'textbox', 'Name');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Weekly');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Weekly' }).waitFor();

  await press(page, 'button', 'Limit');
  await press(page, 'checkbox', 'Upload and change SBOMs', 'Space');
  await press(page, 'button', 'Limit token');
  await page.getByRole('dialog', { name: 'Weekly' }).waitFor();

  await press(page, 'button', 'Rotate');
  await press(page, 'button', 'Rotate token');
  await press(page, 'button', 'Retire the old secret…');
  await press(page, 'button', 'Retire it now');
  const once = page.getByRole('dialog', { name: 'Copy your token now' });
  await once.getByRole('heading', { name: 'Cut-over' }).waitFor({ state: 'detached' });
  await press(page, 'button', 'Copy token');
  await page.keyboard.press('Escape');
  await once.waitFor({ state: 'detached' });

  await press(page, 'button', 'Suspend');
  await press(page, 'button', 'Resume');
  await press(page, 'button', 'Revoke');
  await press(page, 'button', 'Revoke token');
  await page.getByRole('dialog').getByText('Revoked').first().waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(faults()).toEqual([]);
  await close();
});

test('sorts and filters the list, and follows a risk to its tokens', async () => {
  await dashboard.api.issue('Admin');
  const { page, faults, close } = await dashboard.logIn('/settings/organization/health');
  await press(page, 'link', /Never expire/);
  await page.getByRole('row').filter({ hasText: 'a Admin' }).waitFor();
  await press(page, 'button', 'Name');
  await expect
    .poll(() => page.getByRole('columnheader', { name: 'Name' }).getAttribute('aria-sort'))
    .toBe('ascending');
  expect(faults()).toEqual([]);
  await close();
});

test('invites and removes a member, and creates and deletes a role', async () => {
  const { page, faults, close } = await dashboard.logIn('/settings/organization/members');
  await press(page, 'button', 'Invite a member');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type('ann@acme.example');
  await page.keyboard.press('Enter');
  await press(page, 'button', 'Done');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await press(page, 'button', /^Remove ann/);
  await press(page, 'button', 'Remove');
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  await press(page, 'link', 'Roles');
  await press(page, 'button', 'Create a role');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type('Uploader');
  await press(page, 'checkbox', 'See SBOMs', 'Space');
  await press(page, 'button', 'Save');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await press(page, 'button', 'Delete Uploader');
  await press(page, 'button', 'Delete');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await expect.poll(() => page.getByText('Uploader').count()).toBe(0);
  expect(faults()).toEqual([]);
  await close();
});
