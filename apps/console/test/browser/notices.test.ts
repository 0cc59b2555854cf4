import { createAuthority, systemActor } from '@lynk-auth/authority';
import { findProblems } from '@lynk-auth/test-kit/browser';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openFolder } from '../console.ts';
import { DAY, expectOk, mailTo } from '../notices/create-notice-test.ts';
import { type MailServer, startMailServer } from '../notices/start-mail-server.ts';
import { type BrowserConsole, EMAIL, startBrowserConsole } from './start-browser-console.ts';

let dashboard: BrowserConsole;
let mail: MailServer;

beforeAll(async () => {
  mail = await startMailServer();
  dashboard = await startBrowserConsole(mailTo(mail.port));
});
afterAll(async () => {
  await dashboard.dispose();
  await mail.close();
});

/** Creates a token for 30 days, 25 days ago. */
async function createOldToken(name: string): Promise<string> {
  const system = await openFolder(dashboard.api.folder);
  try {
    const { store } = system;
    const actor = systemActor((await store.listOrganizations())[0]?.id ?? '');
    const earlier = createAuthority({ store, clock: { wall: () => Date.now() - 25 * DAY } }).as(actor);
    const input = { ownerId: 'administrator', name, expiresAt: Date.now() + 5 * DAY };
    return expectOk(await earlier.issuePersonalToken(input)).token.id;
  } finally {
    await system.close();
  }
}

test('the bell leads to the tokens that expire soon, until they are extended or dismissed', async () => {
  const dismissed = await createOldToken('old laptop');
  await createOldToken('old desktop');
  const { page, faults, close } = await dashboard.logIn('/');
  await page.getByRole('link', { name: '2 notices' }).click();
  await page.getByRole('heading', { name: 'Notices' }).waitFor();
  await page.getByText('Expires in 4 days').first().waitFor();
  expect(await findProblems(page)).toEqual([]);

  await page.getByRole('button', { name: 'Dismiss the notice about old laptop' }).click();
  await page.getByRole('link', { name: '1 notice', exact: true }).waitFor();
  expect(await page.getByText('old laptop').count()).toBe(0);
  await page.reload();
  await page.getByRole('link', { name: '1 notice', exact: true }).waitFor();
  const stored = await page.evaluate<string>('JSON.stringify(Object.entries(localStorage))');
  expect(stored).toMatch(new RegExp(`^\\[\\["dismissed-notices:administrator","${dismissed} \\d+ 7"\\]\\]$`));

  await page.getByRole('button', { name: 'Open old desktop' }).click();
  await page.getByRole('dialog', { name: 'old desktop' }).waitFor();
  expect(await findProblems(page)).toEqual([]);
  await page.keyboard.press('Escape');
  expectOk(await extend('old desktop'));
  await page.reload();
  await page.getByText('Nothing needs your attention.').waitFor();
  expect(await findProblems(page)).toEqual([]);
  expect(faults()).toEqual([]);
  await close();
});

async function extend(name: string) {
  const system = await openFolder(dashboard.api.folder);
  try {
    const management = system.authority.as(
      systemActor((await system.store.listOrganizations())[0]?.id ?? ''),
    );
    const [token] = expectOk(await management.listTokens({ search: name })).tokens;
    return await management.updateToken(token?.id ?? '', { expiresAt: Date.now() + 90 * DAY });
  } finally {
    await system.close();
  }
}

/** The mails with a link, among those about tokens that expire. */
const linkMails = () => mail.messages.filter((each) => each.mail.text?.includes('/password#'));

test('an invitation is sent by mail, and its link is shown once', async () => {
  const { page, faults, close } = await dashboard.logIn('/settings/organization/members');
  await page.getByRole('button', { name: 'Invite a member' }).click();
  await page.getByRole('dialog').getByLabel('Email address').fill('ann@acme.example');
  await page.getByRole('button', { name: 'Create invitation link' }).click();
  await page.getByText('The link was sent to ann@acme.example.').waitFor();
  expect(linkMails().map(({ to }) => to)).toEqual([['ann@acme.example']]);
  expect(faults()).toEqual([]);
  await close();
});

test('a forgotten password: a link by mail, and the log-in with the new one', async () => {
  const { page, faults, close } = await dashboard.open('/login');
  await page.getByText('Forgot your password?').click();
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await page.getByText('Enter your email address above first.').waitFor();
  await page.getByLabel('Email address').fill(EMAIL);
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await page.getByText('the link is on its way').waitFor();
  expect(await findProblems(page)).toEqual([]);
  const find = () => linkMails().find(({ to }) => to.includes(EMAIL))?.mail.text;
  await vi.waitFor(() => expect(find()).toBeDefined(), { timeout: 20_000 });
  const path = /\/password#\w+/.exec(find() ?? '')?.[0] ?? '';
  await page.goto(`${dashboard.api.address}${path}`);
  await page.getByLabel('New password').fill('four other words here');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Welcome to Acme Corp' }).waitFor();
  expect(faults()).toEqual([]);
  await close();
});
