import type { Management } from '@lynk-auth/authority';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BrowserConsole, PASSWORD, startBrowserConsole } from './start-browser-console.ts';

let dashboard: BrowserConsole;

beforeAll(async () => {
  dashboard = await startBrowserConsole();
});
afterAll(() => dashboard.dispose());

test('invites a member with a link, changes the role, suspends, resumes and removes', async () => {
  const { page, faults, close } = await dashboard.logIn('/settings/organization/members');
  await page.getByRole('button', { name: 'Invite a member' }).click();
  await page.getByRole('dialog').getByLabel('Email address').fill('ann@acme.example');
  await page.getByRole('dialog').getByLabel('Name').fill('Ann');
  await page.getByRole('button', { name: 'Create invitation link' }).click();
  const link = (await page.getByRole('group', { name: 'Link' }).textContent()) ?? '';
  await page.getByRole('button', { name: 'Done' }).click();
  const row = page.getByRole('listitem').filter({ hasText: 'Ann' });
  await row.getByText('Invited').waitFor();
  expect(await page.content()).not.toContain(link.split('#')[1]);

  const ann = await dashboard.open(new URL(link).pathname + new URL(link).hash);
  await ann.page.getByText('For ann@acme.example').waitFor();
  await ann.page.getByLabel('New password').fill(PASSWORD);
  await ann.page.keyboard.press('Enter');
  await ann.page.getByRole('heading', { name: 'Welcome to Acme Corp' }).waitFor();

  await page.getByLabel('Role of Ann').selectOption('Operator');
  await page.getByRole('button', { name: 'Suspend Ann' }).click();
  await row.getByText('Suspended').waitFor();
  await ann.page.reload();
  await ann.page.getByRole('heading', { name: 'Log in' }).waitFor();
  await page.getByRole('button', { name: 'Resume Ann' }).click();
  await page.getByRole('button', { name: 'Suspend Ann' }).waitFor();

  await page.getByRole('button', { name: 'Remove Ann' }).click();
  await page.getByText('There are no personal tokens to revoke.').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await row.waitFor({ state: 'detached' });
  expect([...faults(), ...ann.faults()]).toEqual([]);
  await ann.close();
  await close();
});

test('creates, changes and deletes a role', async () => {
  const { page, faults, close } = await dashboard.logIn('/settings/organization/roles');
  await page.getByRole('button', { name: 'Create a role' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Uploader');
  await dialog.getByLabel('Upload and change SBOMs').check();
  await dialog.getByLabel('See SBOMs').check();
  await dialog.getByRole('button', { name: 'Save' }).click();
  const row = page.getByRole('listitem').filter({ hasText: 'Uploader' }).first();
  await row.getByText('2 permissions').waitFor();
  await page.getByRole('button', { name: 'Change Uploader' }).click();
  await dialog.getByLabel('See SBOMs').uncheck();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await row.getByText('1 permission', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Delete Uploader' }).click();
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await row.waitFor({ state: 'detached' });
  expect(faults()).toEqual([]);
  await close();
});

test('counts the tokens with a risk, and leads to the list of each', async () => {
  await dashboard.api.issue('Admin');
  const { page, faults, close } = await dashboard.logIn('/settings/organization/health');
  await page.getByRole('link', { name: /1\s*Service tokens with delete or admin rights/ }).waitFor();
  await page.getByRole('link', { name: /Never expire/ }).click();
  await page.waitForURL('**/settings/organization/tokens?show=neverExpires');
  const row = page.getByRole('row').filter({ hasText: 'a Admin' });
  await row.getByText('Can delete or administer').waitFor();
  await page.getByLabel('Show', { exact: true }).selectOption('idle');
  await page.waitForURL('**/settings/organization/tokens?show=idle');
  await page.getByText('No token matches').waitFor();
  await page.reload();
  await page.getByText('No token matches').waitFor();
  await page.getByRole('button', { name: 'Show all tokens' }).click();
  await page.waitForURL('**/settings/organization/tokens');
  await row.waitFor();
  // The token that the first start printed, and whose it is.
  await page.getByRole('row').getByText('Personal · You').waitFor();
  expect(faults()).toEqual([]);
  await close();
});

test('changes the policy, which a new token must keep', async () => {
  const { page, faults, close } = await dashboard.logIn('/settings/organization/policy');
  await page.getByLabel('Tokens may have no expiry').uncheck();
  await page.getByLabel('Longest lifetime of a personal token, in days').fill('7');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved. It holds now.').waitFor();
  await page.reload();
  await expect.poll(() => page.getByLabel('Tokens may have no expiry').isChecked()).toBe(false);
  expect(faults()).toEqual([]);
  await close();
});

test('filters and exports the audit log', async () => {
  const { page, faults, close } = await dashboard.logIn('/settings/organization/audit');
  await page.getByText('Policy changed').last().waitFor();
  // The entry of a revocation has no name of its own.
  await dashboard.api.manage(async (manage) => {
    const issued = await manage.issuePersonalToken({ name: 'Audited', ownerId: await userId(manage) });
    if (!issued.ok) throw new Error(issued.message);
    await manage.revokeToken(issued.token.id);
  });
  await page.getByLabel('Action').selectOption('Token revoked');
  await page.getByRole('listitem').filter({ hasText: 'Token revoked' }).getByText('Audited').waitFor();
  await page.getByLabel('Action').selectOption('Organization created');
  await expect.poll(() => page.getByRole('listitem').count()).toBe(1);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export as JSON lines' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('audit.jsonl');
  expect(download.url()).toMatch(/\/console\/audit\.jsonl\?action=create_organization$/);
  expect(faults()).toEqual([]);
  await close();
});

async function userId(manage: Management): Promise<string> {
  const listed = await manage.listMembers();
  return listed.ok ? (listed.members[0]?.userId ?? '') : '';
}
