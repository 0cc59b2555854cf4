import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BrowserConsole, EMAIL, PASSWORD, startBrowserConsole } from './start-browser-console.ts';

let dashboard: BrowserConsole;

beforeAll(async () => {
  dashboard = await startBrowserConsole();
});
afterAll(() => dashboard.dispose());

test('first start: the link, a password, logged in, log out, log in again', async () => {
  const { page, faults, close } = await dashboard.open(`/password#${dashboard.api.code}`);
  await page.getByRole('heading', { name: 'Set your password' }).waitFor();
  await page.getByText(`For ${EMAIL}`).waitFor();
  // The code leaves the address bar, and with it the history.
  expect(new URL(page.url()).hash).toBe('');

  const password = page.getByLabel('New password');
  await password.fill('too short');
  await page.getByRole('button', { name: 'Set password and log in' }).click();
  await expectAlert(page.getByRole('alert'), 'The password needs at least 12 characters.');
  await password.fill(PASSWORD);
  await page.keyboard.press('Enter');

  await page.getByRole('link', { name: 'Settings' }).waitFor();
  await page.getByText(EMAIL).first().waitFor();
  expect(await page.evaluate('document.cookie')).toBe('');

  await page.getByRole('button', { name: 'Log out', exact: true }).click();
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
  await page.reload();
  await page.getByLabel('Email address').fill(EMAIL);
  await page.getByLabel('Password', { exact: true }).fill('not the password');
  await page.getByRole('button', { name: 'Log in' }).click();
  await expectAlert(page.getByRole('alert'), 'The email address or the password is wrong.');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('button', { name: 'Log out', exact: true }).waitFor();

  const stored = await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])');
  expect(stored).toBe('[{},{}]');
  expect(faults([401])).toEqual([]);
  await close();
});

test('a page behind the log-in is shown after it', async () => {
  const { page, faults, close } = await dashboard.open('/settings/personal/account');
  await page.waitForURL('**/login');
  await page.getByLabel('Email address').fill(EMAIL);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/settings/personal/account');
  expect(faults()).toEqual([]);
  await close();
});

test('a link that was used says what to do', async () => {
  const { page, faults, close } = await dashboard.open(`/password#${dashboard.api.code}`);
  await page.getByRole('heading', { name: 'This link is not valid' }).waitFor();
  await page.getByText('npm run console -- reset-password').waitFor();
  expect(faults([400])).toEqual([]);
  await close();
});

test('the theme follows the system until one is chosen, which is kept', async () => {
  const { page, faults, close } = await dashboard.logIn('/settings/personal/account', {
    colorScheme: 'dark',
  });
  const background = () => page.evaluate('getComputedStyle(document.documentElement).backgroundColor');
  await page.getByLabel('Theme').waitFor();
  const dark = await background();
  await page.getByLabel('Theme').selectOption('light');
  const light = await background();
  expect(light).not.toBe(dark);
  await page.reload();
  await page.getByLabel('Theme').waitFor();
  expect(await background()).toBe(light);
  await page.getByLabel('Theme').selectOption('system');
  expect(await background()).toBe(dark);
  expect(faults()).toEqual([]);
  await close();
});

test('changes the password, and logs out everywhere', async () => {
  const first = await dashboard.logIn('/settings/personal/account');
  const { page } = first;
  await page.getByLabel('Current password').fill('not the password');
  await page.getByLabel('New password').fill(`${PASSWORD} too`);
  await page.getByRole('button', { name: 'Change password' }).click();
  await expectAlert(page.getByRole('alert'), 'The current password is wrong.');
  await page.getByLabel('Current password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Change password' }).click();
  await page.getByText('The password is changed.').waitFor();

  const second = await dashboard.open('/settings/personal/account', { context: first.context });
  await second.page.getByRole('button', { name: 'Log out everywhere' }).click();
  await second.page.getByRole('heading', { name: 'Log in' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
  expect([...first.faults([400]), ...second.faults()]).toEqual([]);
  await first.close();
});

async function expectAlert(alert: { textContent(): Promise<string | null> }, text: string): Promise<void> {
  await expect.poll(() => alert.textContent()).toBe(text);
}
