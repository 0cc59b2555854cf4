import { findProblems } from '@lynk-auth/test-kit/browser';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { mailTo } from '../notices/create-notice-test.ts';
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

test('a forgotten password: a link by mail, and the log-in with the new one', async () => {
  const { page, faults, close } = await dashboard.open('/login');
  await page.getByText('Forgot your password?').click();
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await page.getByText('Enter your email address above first.').waitFor();
  await page.getByLabel('Email address').fill(EMAIL);
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await page.getByText('the link is on its way').waitFor();
  expect(await findProblems(page)).toEqual([]);
  await vi.waitFor(() => expect(mail.messages).toHaveLength(1), { timeout: 20_000 });
  const path = /\/password#\w+/.exec(mail.messages[0]?.mail.text ?? '')?.[0] ?? '';
  await page.goto(`${dashboard.api.address}${path}`);
  await page.getByLabel('New password').fill('four other words here');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Welcome to Acme Corp' }).waitFor();
  expect(faults()).toEqual([]);
  await close();
});
