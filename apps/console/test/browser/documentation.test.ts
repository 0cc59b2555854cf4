import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BrowserConsole, EMAIL, PASSWORD, startBrowserConsole } from './start-browser-console.ts';

// The documentation's page "Authentication", from top to bottom, in a browser and a shell.

const run = promisify(execFile);

let dashboard: BrowserConsole;

beforeAll(async () => {
  dashboard = await startBrowserConsole();
});
afterAll(() => dashboard.dispose());

/** Runs the documentation's lines in a shell: the variable, then curl. */
async function callFromShell(token: string): Promise<{ readonly status: number; readonly body: unknown }> {
  const script = [
    `export INTERLYNK_SECURITY_TOKEN="${token}"`,
    `curl --silent --write-out '\\n%{http_code}' ${dashboard.api.address}/lynkapi \\`,
    '  -H "Authorization: Bearer $INTERLYNK_SECURITY_TOKEN" \\',
    '  -H "Content-Type: application/json" \\',
    `  -d '{"query": "query { organization { id name } }"}'`,
  ].join('\n');
  const { stdout } = await run('sh', ['-c', script]);
  const [body = '', status] = stdout.trimEnd().split('\n');
  return { status: Number(status), body: JSON.parse(body) };
}

const acme = {
  status: 200,
  body: { data: { organization: { id: expect.stringMatching(/^[0-9a-f-]{36}$/), name: 'Acme Corp' } } },
};

const unauthorized = {
  status: 401,
  body: { errors: [{ message: 'Unauthorized', extensions: { code: 'UNAUTHORIZED' } }] },
};

test('create a personal token: log in, Settings, Personal, Security Tokens, +, and call the API', async () => {
  // 1. Log in to the dashboard. The first time, with the link that the console prints.
  const { page, faults, close } = await dashboard.open(`/password#${dashboard.api.code}`);
  await page.getByLabel('New password').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Welcome to Acme Corp' }).waitFor();
  // The page waits for the first call with the token that the first start printed.
  await page.getByText('Waiting for the first call…').waitFor();
  expect(await callFromShell(dashboard.api.token)).toEqual(acme);
  await page.getByText(/First call at .* with curl/).waitFor();
  await page.getByRole('button', { name: 'Log out', exact: true }).click();
  await page.getByLabel('Email address').fill(EMAIL);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');

  // 2. Settings, in the left-hand bar.
  const bar = page.getByRole('navigation', { name: 'Main' });
  await bar.getByRole('link', { name: 'Settings' }).click();
  const left = await bar.boundingBox();
  expect(left?.x).toBeLessThan(50);
  // 3. Personal, at the top right.
  const personal = page.getByRole('link', { name: 'Personal', exact: true });
  const box = await personal.boundingBox();
  expect(box?.y).toBeLessThan(120);
  expect(box?.x).toBeGreaterThan(700);
  await personal.click();
  // 4. Security Tokens.
  await page.getByRole('link', { name: 'Security Tokens' }).click();
  // 5. +
  const plus = page.getByRole('button', { name: 'New token' }).first();
  expect(await plus.textContent()).toContain('+');
  await plus.click();

  // A name, and an expiry that is as short as the use case allows.
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('my scripts');
  await dialog.getByRole('radio', { name: '24 hours' }).check();
  await page.keyboard.press('Enter');

  // It is shown now, and never again.
  const token = await readToken(dialog);
  expect(token).toMatch(/^lynk_live_[1-9A-HJ-NP-Za-km-z]{36}$/);
  expect(await callFromShell(token)).toEqual(acme);
  await dialog.getByText(/First call at .* with curl/).waitFor();
  await closeDialog(dialog);
  const row = page.getByRole('row').filter({ hasText: 'my scripts' });
  expect(await row.textContent()).toContain(token.slice(0, 14));
  expect(await page.content()).not.toContain(token);

  // It has the role of the user who created it. If it is wrong, the response is 401.
  await row.getByText(/Admin/).first().waitFor();
  expect(await callFromShell(`${token.slice(0, -1)}${token.endsWith('2') ? '3' : '2'}`)).toEqual(
    unauthorized,
  );
  expect(faults()).toEqual([]);
  await close();
});

test('create a service token: a name, a role, and the least that a pipeline needs', async () => {
  const { page, faults, close } = await dashboard.logIn('/settings');
  await page.getByRole('link', { name: 'Organization', exact: true }).click();
  await page.getByRole('link', { name: 'Service tokens' }).click();
  await page.getByRole('button', { name: 'New token' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('upload from CI');
  await dialog
    .getByText(/CI\/CD/)
    .first()
    .waitFor();
  await dialog.getByRole('button', { name: 'Create token' }).click();
  const token = await readToken(dialog);
  expect(token).toMatch(/^lynk_service_live_[1-9A-HJ-NP-Za-km-z]{36}$/);
  expect(await callFromShell(token)).toEqual(acme);
  await dialog.getByText(/First call at .* with curl/).waitFor();
  await closeDialog(dialog);
  expect(faults()).toEqual([]);
  await close();
});

type Dialog = ReturnType<Awaited<ReturnType<BrowserConsole['open']>>['page']['getByRole']>;

/** Reads the token as a person does, and never writes it anywhere. */
async function readToken(dialog: Dialog): Promise<string> {
  const shown = dialog.getByRole('group', { name: 'The new token' });
  await shown.waitFor();
  return (await shown.textContent()) ?? '';
}

async function closeDialog(dialog: Dialog): Promise<void> {
  await dialog.getByRole('button', { name: 'Copy token' }).click();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await dialog.waitFor({ state: 'detached' });
}
