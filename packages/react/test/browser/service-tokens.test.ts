import { findProblems, openBrowser } from '@lynk-auth/test-kit/browser';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSettings } from './open-settings.ts';
import { type Host, startHost } from './start-host.ts';

let browser: Browser;
let host: Host;
beforeAll(async () => {
  browser = await openBrowser();
  host = await startHost();
});
afterAll(async () => {
  await browser.close();
  await host.close();
});

const newest = async (user = 'ada') => {
  const listed = await host.as(user).listTokens({ kind: 'service' });
  if (!listed.ok) throw new Error(listed.message);
  return listed.tokens[0];
};

it('suggests a token for CI that uploads only, and says what it may and may not do', async () => {
  const { page, faults, close } = await openSettings(browser, host, { path: '/service' });
  await page.getByText('No service token yet').waitFor();
  await page.getByRole('button', { name: 'New token' }).first().click();
  const dialog = page.getByRole('dialog');
  expect(await dialog.getByRole('radio', { name: /Upload only, for CI\/CD/ }).isChecked()).toBe(true);
  expect(await dialog.getByRole('checkbox', { name: 'Upload and change SBOMs' }).isChecked()).toBe(true);
  expect(await dialog.getByRole('checkbox', { name: 'Delete SBOMs' }).isChecked()).toBe(false);
  const mayNot = dialog.getByRole('region', { name: 'It may not' });
  expect(await mayNot.getByRole('listitem').allTextContents()).toEqual([
    'Change the organization, and see all of its tokens',
    'Delete the organization',
    'Manage billing',
  ]);
  expect(await findProblems(page)).toEqual([]);
  await dialog.getByLabel('Name').fill('CI pipeline');
  await dialog.getByRole('button', { name: 'Create token' }).click();
  await dialog.getByText('Copy your token now').waitFor();
  expect(await newest()).toMatchObject({
    name: 'CI pipeline',
    ceiling: ['view_organization', 'view_products', 'view_sboms', 'update_sboms'],
  });
  expect(faults()).toEqual([]);
  await close();
});

it('offers an operator no role with more than their own permissions, and takes a whole role without a ceiling', async () => {
  const { page, close } = await openSettings(browser, host, { path: '/service', user: 'otto' });
  await page.getByRole('button', { name: 'New token' }).first().click();
  const dialog = page.getByRole('dialog');
  expect(await dialog.getByRole('radio', { name: /^Admin/ }).count()).toBe(0);
  await dialog.getByRole('radio', { name: /^Viewer/ }).check();
  await dialog.getByLabel('Name').fill('Report');
  await dialog.getByRole('button', { name: 'Create token' }).click();
  await dialog.getByText('Copy your token now').waitFor();
  expect(await newest('otto')).toMatchObject({ name: 'Report', roleId: 'viewer', ceiling: null });
  await close();
});

it('rotates a token, says when its old secret is safe to retire, and retires it', async () => {
  const issued = await host.as('ada').issueServiceToken({ name: 'Nightly', roleId: 'viewer' });
  if (!issued.ok) throw new Error(issued.message);
  const { page, faults, close } = await openSettings(browser, host, { path: '/service' });
  await page.getByRole('button', { name: 'Open Nightly' }).click();
  await page.getByRole('button', { name: 'Rotate' }).click();
  const dialog = page.getByRole('dialog', { name: 'Rotate Nightly' });
  expect(await findProblems(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Rotate token' }).click();
  const once = page.getByRole('dialog', { name: 'Copy your token now' });
  const secret = await once.getByRole('group', { name: 'The new token' }).textContent();
  await once.getByText('Not yet: the new secret has not been used.').waitFor();
  expect(await host.call(issued.secret.reveal())).toBe(200);
  expect(await host.call(secret ?? '')).toBe(200);
  await once.getByText(/^Not yet: the old secret was used/).waitFor();
  expect(await findProblems(page)).toEqual([]);

  await once.getByRole('button', { name: 'Retire the old secret…' }).click();
  await once.getByText('What still uses the old secret stops working now.').waitFor();
  expect(await findProblems(page)).toEqual([]);
  await once.getByRole('button', { name: 'Cancel' }).click();
  expect(await host.call(issued.secret.reveal())).toBe(200);
  await once.getByRole('button', { name: 'Retire the old secret…' }).click();
  await page.keyboard.press('Enter');
  await once.getByRole('heading', { name: 'Cut-over' }).waitFor({ state: 'detached' });
  expect(await host.call(issued.secret.reveal())).toBe(401);
  expect(await host.call(secret ?? '')).toBe(200);
  expect(faults()).toEqual([]);
  await close();
});

it('limits a token for good, and renames it', async () => {
  const issued = await host.as('ada').issueServiceToken({ name: 'Broad', roleId: 'operator' });
  if (!issued.ok) throw new Error(issued.message);
  const { page, close } = await openSettings(browser, host, { path: '/service' });
  await page.getByRole('button', { name: 'Open Broad' }).click();
  await page.getByRole('button', { name: 'Limit', exact: true }).click();
  await page.getByRole('checkbox', { name: 'Delete SBOMs' }).uncheck();
  await page.getByRole('button', { name: 'Limit token' }).click();
  await page.getByRole('dialog').getByText('Operator, limited to 15 permissions').waitFor();
  await page.getByRole('button', { name: 'Rename or extend' }).click();
  expect(await findProblems(page)).toEqual([]);
  await page.getByLabel('Name', { exact: true }).fill('Narrow');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('dialog', { name: 'Narrow' }).waitFor();
  const found = await host.as('ada').getToken(issued.token.id);
  expect(found).toMatchObject({ ok: true, token: { name: 'Narrow', expiresAt: issued.token.expiresAt } });
  expect(found.ok && found.token.ceiling?.includes('delete_sboms')).toBe(false);
  await close();
});

it('suspends and resumes a token', async () => {
  const issued = await host.as('ada').issueServiceToken({ name: 'Paused', roleId: 'viewer' });
  if (!issued.ok) throw new Error(issued.message);
  const { page, close } = await openSettings(browser, host, { path: '/service' });
  await page.getByRole('button', { name: 'Open Paused' }).click();
  await page.getByRole('button', { name: 'Suspend' }).click();
  await page.getByRole('dialog').getByText('Suspended').waitFor();
  expect(await host.call(issued.secret.reveal())).toBe(401);
  await page.getByText('It is suspended.').waitFor();
  expect(await findProblems(page)).toEqual([]);
  await page.getByRole('button', { name: 'Resume' }).click();
  await page.getByRole('button', { name: 'Suspend' }).waitFor();
  expect(await host.call(issued.secret.reveal())).toBe(200);
  await close();
});

it('retires no secret that a newer rotation has replaced', async () => {
  const issued = await host.as('ada').issueServiceToken({ name: 'Twice', roleId: 'viewer' });
  if (!issued.ok) throw new Error(issued.message);
  const first = await host.as('ada').rotateToken(issued.token.id);
  if (!first.ok) throw new Error(first.message);
  const { page, close } = await openSettings(browser, host, { path: '/service' });
  await page.getByRole('button', { name: 'Open Twice' }).click();
  await page.getByRole('button', { name: 'Retire the old secret…' }).click();
  // The page knows nothing of what comes now.
  await page.route('**/secrets', (route) => route.abort());
  await host.as('ada').rotateToken(issued.token.id, { drainSeconds: 3600 });
  await page.getByRole('button', { name: 'Retire it now' }).click();
  await page.getByText('This has changed meanwhile. Try again.').waitFor();
  expect(await host.call(first.secret.reveal())).toBe(200);
  await close();
});

it('sorts the list by its heads, and keeps tokens with a risk apart', async () => {
  const manage = host.as('ada');
  for (const [name, roleId, days] of [
    ['sorted c', 'viewer', 3],
    ['Sorted B', 'admin', null],
    ['sorted a', 'viewer', 20],
  ] as const) {
    const expiresAt = days === null ? null : Date.now() + days * 86_400_000;
    const issued = await manage.issueServiceToken({ name, roleId, expiresAt });
    if (!issued.ok) throw new Error(issued.message);
    // Tokens of the same millisecond are in the order of their random ids.
    const { createdAt } = issued.token;
    await expect.poll(() => Date.now()).toBeGreaterThan(createdAt);
  }
  const { page, faults, close } = await openSettings(browser, host, { path: '/service' });
  await page.getByRole('searchbox').fill('SORTED');
  await page.getByText('3 tokens', { exact: true }).waitFor();
  const expectNames = (names: readonly string[]) =>
    expect.poll(() => page.getByRole('rowheader').getByRole('button').allTextContents()).toEqual(names);
  await expectNames(['sorted a', 'Sorted B', 'sorted c']);
  const head = (name: string) => page.getByRole('columnheader', { name });
  expect(await head('Created').getAttribute('aria-sort')).toBe('descending');
  for (const [name, names] of [
    ['Expires', ['sorted c', 'sorted a', 'Sorted B']],
    ['Created', ['sorted a', 'Sorted B', 'sorted c']],
    ['Created', ['sorted c', 'Sorted B', 'sorted a']],
    ['Name', ['sorted a', 'Sorted B', 'sorted c']],
  ] as const) {
    await head(name).getByRole('button').click();
    await expectNames(names);
  }
  expect(await head('Name').getAttribute('aria-sort')).toBe('ascending');
  expect(await head('Created').getAttribute('aria-sort')).toBe('none');
  expect(await findProblems(page)).toEqual([]);

  for (const [filter, names] of [
    ['expiring', ['sorted c']],
    ['neverExpires', ['Sorted B']],
    ['powerful', ['Sorted B']],
  ] as const) {
    await page.getByLabel('Show', { exact: true }).selectOption(filter);
    await expectNames(names);
  }
  await page.getByLabel('Show', { exact: true }).selectOption('idle');
  await page.getByText('No token matches').waitFor();
  expect(faults()).toEqual([]);
  await close();
});

it('revokes several tokens at once', async () => {
  for (const name of ['Old 1', 'Old 2']) await host.as('ada').issueServiceToken({ name, roleId: 'viewer' });
  const { page, faults, close } = await openSettings(browser, host, { path: '/service' });
  for (const name of ['Old 1', 'Old 2']) await page.getByRole('checkbox', { name: `Select ${name}` }).check();
  await page.getByRole('button', { name: 'Revoke selected…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Revoke 2 tokens?' });
  expect(await dialog.getByText('Never used').count()).toBe(2);
  await dialog.getByRole('button', { name: 'Revoke 2 tokens' }).click();
  await page.getByText('2 tokens are revoked.').waitFor();
  const revoked = await host.as('ada').listTokens({ state: 'revoked' });
  expect(revoked.ok && revoked.tokens.map(({ name }) => name).sort()).toEqual(['Old 1', 'Old 2']);
  expect(faults()).toEqual([]);
  await close();
});

it('finds the token that a person holds without sending it', async () => {
  const issued = await host.as('ada').issueServiceToken({ name: 'In a log', roleId: 'viewer' });
  if (!issued.ok) throw new Error(issued.message);
  const secret = issued.secret.reveal();
  const { page, faults, close } = await openSettings(browser, host, { path: '/service' });
  const bodies: string[] = [];
  page.on('request', (request) => bodies.push(request.postData() ?? ''));
  await page.getByRole('button', { name: 'Which token is this?' }).click();
  await page.getByLabel('Token', { exact: true }).fill(`${secret.slice(0, -1)}1`);
  await page.getByRole('button', { name: 'Find' }).click();
  await page.getByText('No token that you can see has this value.').waitFor();
  expect(await findProblems(page)).toEqual([]);
  await page.getByLabel('Token', { exact: true }).fill(`  ${secret}\n`);
  await page.getByRole('button', { name: 'Find' }).click();
  await page.getByRole('dialog', { name: 'In a log' }).waitFor();
  expect(bodies.some((body) => body.includes('digest'))).toBe(true);
  expect(bodies.some((body) => body.includes(secret.slice(0, -1)))).toBe(false);
  expect(faults([404])).toEqual([]);
  await close();
});

it('says why it cannot find a token on plain http', async () => {
  const { page, close } = await openSettings(browser, host, { path: '/service', insecure: true });
  await page.getByRole('button', { name: 'Which token is this?' }).click();
  await page.getByText('Browsers compute digests on https and on localhost only').waitFor();
  await close();
});
