import { findProblems, openBrowser, openPage, type WatchedPage } from '@lynk-auth/test-kit/browser';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { embeddings } from '../../src/run/embeddings.ts';
import { sendRequest } from '../send-request.ts';
import { type Sample, startSample } from '../start-sample.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

describe.each(Object.keys(embeddings))('%s', (name) => {
  let sample: Sample;
  beforeAll(async () => {
    sample = await startSample(name);
    // The build of the application is a part of it.
  }, 300_000);
  afterAll(async () => {
    process.kill(-Number(sample.child.pid), 'SIGINT');
    const { code, stderr } = await sample.finished;
    expect([code, stderr, sample.isGone()]).toEqual([0, '', true]);
  });

  /** Calls the API of the application with a token. */
  const call = async (...tokens: string[]) =>
    (await sendRequest(sample.address, 'GET /api/sboms', { tokens })).status;

  const logIn = async (user: string): Promise<WatchedPage> => {
    const opened = await openPage(browser, { origin: sample.address });
    await opened.page.goto('/');
    expect(await findProblems(opened.page)).toEqual([]);
    await opened.page.getByRole('button', { name: user }).click();
    await opened.page.getByRole('heading', { name: 'Security tokens' }).waitFor();
    return opened;
  };

  test('creates a token that opens the API until it is revoked', async () => {
    const { page, faults, close } = await logIn('Ada Lovelace');
    await page.getByText('No personal token yet').waitFor();
    await page.getByText('No service token yet').waitFor();
    expect(await findProblems(page)).toEqual([]);
    // The styles of the application come after those of the components.
    const radius = "getComputedStyle(document.querySelector('.lynk-page')).getPropertyValue('--lynk-radius')";
    expect(await page.evaluate(radius)).toBe('6px');

    const token = await createToken(page, 'my scripts');
    expect(token).toMatch(/^lynk_live_/);
    expect([await call(), await call(token)]).toEqual([401, 200]);
    await page.getByText(/First call at/).waitFor();
    await page.getByRole('button', { name: 'Copy token' }).click();
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    await page.getByRole('button', { name: 'Open my scripts' }).click();
    await page.getByRole('button', { name: 'Revoke', exact: true }).click();
    await page.getByRole('button', { name: 'Revoke token' }).click();
    await page.getByRole('dialog', { name: 'Revoke my scripts?' }).waitFor({ state: 'detached' });
    expect(await call(token)).toBe(401);
    expect(faults()).toEqual([]);
    await close();
  });

  test('shows no user the personal tokens of another, and nothing after the log-out', async () => {
    const first = await logIn('Otto Operator');
    const token = await createToken(first.page, 'of Otto');
    expect(await call(token)).toBe(200);
    await first.close();

    const { page, faults, close } = await logIn('Otto Operator');
    await page.getByText('of Otto').waitFor();
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.getByRole('button', { name: 'Ada Lovelace' }).waitFor();
    expect(await page.evaluate(`fetch('/manage/api/tokens').then(({ status }) => status)`)).toBe(401);
    expect(await page.content()).not.toContain('of Otto');
    expect(faults([401])).toEqual([]);
    await close();
  });

  test('a session does not open the API, and a token does not open the management API', async () => {
    const { page, context, close } = await logIn('Ada Lovelace');
    const token = await createToken(page, 'for one path');
    const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
    const status = async (path: string, headers: Record<string, string>) =>
      (await fetch(`${sample.address}${path}`, { headers })).status;
    const [bySession, byToken] = [{ cookie }, { authorization: `Bearer ${token}` }];
    expect([await status('/manage/api/me', bySession), await status('/api/sboms', bySession)]).toEqual([
      200, 401,
    ]);
    expect([await status('/manage/api/me', byToken), await status('/api/sboms', byToken)]).toEqual([
      401, 200,
    ]);
    await close();
  });

  test('sends the page with a content security policy that allows nothing inline', async () => {
    const { headers } = await fetch(sample.address);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'; script-src ");
    expect(policy).toContain("style-src 'self'");
    expect(policy).not.toContain('unsafe');
  });

  if (name !== 'embed-next') return;

  test('renders the token pages on the server', async () => {
    const body = new URLSearchParams({ user: 'ada' });
    const { headers } = await fetch(`${sample.address}/log-in`, { method: 'POST', body, redirect: 'manual' });
    const [cookie = ''] = headers.getSetCookie();
    const html = await (await fetch(sample.address, { headers: { cookie } })).text();
    for (const text of ['Ada Lovelace', 'Security tokens', 'Service tokens']) expect(html).toContain(text);
  });
});

/** Creates a personal token on the page, and returns it. */
async function createToken(page: Page, name: string): Promise<string> {
  await page.getByRole('button', { name: 'New token' }).first().click();
  await page.getByRole('dialog').getByLabel('Name').fill(name);
  await page.getByRole('button', { name: 'Create token' }).click();
  return (await page.getByRole('group', { name: 'The new token' }).textContent()) ?? '';
}
