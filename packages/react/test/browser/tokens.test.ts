import { findProblems, openBrowser } from '@lynk-auth/test-kit/browser';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSettings } from './open-settings.ts';
import { type Host, startHost } from './start-host.ts';

let browser: Browser;
let host: Host;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

describe('the page of personal tokens', () => {
  beforeAll(async () => {
    host = await startHost();
  });
  afterAll(() => host.close());

  it('creates a token that works, shows it once, and says when its first call came', async () => {
    const { page, context, faults, close } = await openSettings(browser, host);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByText('No personal token yet').waitFor();
    expect(await findProblems(page)).toEqual([]);

    await page.getByRole('button', { name: 'New token' }).first().click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByLabel('Name').evaluate((input) => input === document.activeElement)).toBe(true);
    expect(await findProblems(page)).toEqual([]);
    await page.keyboard.type('Laptop');
    expect(await dialog.getByRole('radio', { name: '7 days' }).isChecked()).toBe(true);
    await dialog.getByRole('radio', { name: '24 hours' }).check();
    await page.keyboard.press('Enter');

    const token = await tokenIn(page);
    expect(await findProblems(page)).toEqual([]);
    expect(await host.call(token, 'curl/8.5.0')).toBe(200);
    await page.getByText(/First call at \d\d:\d\d:\d\d from 127\.0\.0\.1 with curl\/8\.5\.0/).waitFor();

    await dialog.getByRole('button', { name: 'Copy token' }).click();
    await dialog.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(token);
    await dialog.getByRole('button', { name: 'Done' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await page.content()).not.toContain(token);

    const row = page.getByRole('row').filter({ hasText: 'Laptop' });
    expect(await row.textContent()).toMatch(/Active.*Admin · 19 permissions.*(in 23 hours|tomorrow)/);
    expect(await findProblems(page)).toEqual([]);
    expect(faults()).toEqual([]);
    await close();
  });

  it('keeps a new token out of requests, storage, URLs and the query cache', async () => {
    const { page, close } = await openSettings(browser, host);
    const sent: string[] = [];
    page.on('request', (request) => sent.push(request.url(), request.postData() ?? ''));
    const token = await createToken(page, 'Secretive');
    await page.waitForTimeout(2500);
    const stored = await page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href]),
    );
    expect(sent.length).toBeGreaterThan(2);
    for (const text of [...sent, stored]) expect(text.includes(token)).toBe(false);
    await close();
  });

  it('asks before a token that was not copied is gone, also when Escape is pressed again and again', async () => {
    const { page, close } = await openSettings(browser, host);
    const dialog = page.getByRole('dialog');
    const token = await createToken(page, 'Guarded');
    for (let count = 0; count < 4; count += 1) await page.keyboard.press('Escape');
    await dialog.getByText('You have not copied the token').waitFor();
    expect(await findProblems(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Go back' }).click();
    expect(await tokenIn(page)).toBe(token);
    await dialog.getByRole('button', { name: 'Done' }).click();
    await dialog.getByRole('button', { name: 'Close without copying' }).click();
    await dialog.waitFor({ state: 'detached' });
    await close();
  });

  it('copies a token on plain http, where a page has no clipboard', async () => {
    const { page, close } = await openSettings(browser, host, { insecure: true });
    expect(await page.evaluate(() => [isSecureContext, 'clipboard' in navigator])).toEqual([false, false]);
    const dialog = page.getByRole('dialog');
    const token = await createToken(page, 'On plain http');
    await page.evaluate(() => {
      const target = globalThis as unknown as { copied: string };
      document.addEventListener('copy', (event) => {
        target.copied = event.clipboardData?.getData('text/plain') ?? '';
      });
    });
    await dialog.getByRole('button', { name: 'Copy token' }).click();
    await dialog.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate(() => (globalThis as unknown as { copied: string }).copied)).toBe(token);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await close();
  });

  it('returns the focus to what opened a dialog', async () => {
    const { page, close } = await openSettings(browser, host);
    const open = page.getByRole('button', { name: 'New token' }).first();
    await open.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await open.evaluate((button) => button === document.activeElement)).toBe(true);
    await close();
  });

  it('searches by name, and leads on when nothing matches', async () => {
    for (const name of ['Old tablet', 'Desktop']) await host.as('ada').issuePersonalToken({ name });
    const { page, close } = await openSettings(browser, host);
    await page.getByRole('row').first().waitFor();
    await page.getByRole('searchbox').fill('TABLET');
    await page.getByText('1 token').waitFor();
    expect(await page.getByRole('rowheader').count()).toBe(1);
    await page.getByRole('searchbox').fill('there is no such token');
    await page.getByText('No token matches').waitFor();
    expect(await findProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Show all tokens' }).click();
    await page.getByText('Old tablet').waitFor();
    await close();
  });

  it('revokes a token with the evidence of its use, and shows it at once', async () => {
    const { page, faults, close } = await openSettings(browser, host);
    const manage = host.as('ada');
    const issued = await manage.issuePersonalToken({ name: 'Leaked' });
    if (!issued.ok) throw new Error(issued.message);
    await host.call(issued.secret.reveal());
    await page.getByRole('button', { name: 'Open Leaked' }).click();
    await page.getByText(/curl\/8\.5\.0/).waitFor();
    expect(await findProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Revoke', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Revoke Leaked?' });
    await dialog.getByText(/Used now · 1 call in 7 days · 1 address/).waitFor();
    expect(await findProblems(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Revoke token' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await host.call(issued.secret.reveal())).toBe(401);
    await page.getByRole('dialog').getByText('Revoked').waitFor();
    expect(faults()).toEqual([]);
    await close();
  });

  it('tells a viewer that they cannot create tokens, and offers no button', async () => {
    const { page, close } = await openSettings(browser, host, { user: 'vera' });
    await page.getByText('Your role does not let you create tokens').waitFor();
    expect(await page.getByRole('button', { name: 'New token' }).count()).toBe(0);
    await close();
  });
});

describe('the policy of the organization', () => {
  it('leaves out lifetimes that it does not allow', async () => {
    host = await startHost({ policies: { maxLifetimeSeconds: 10 * 86_400 } });
    const { page, close } = await openSettings(browser, host);
    await page.getByRole('button', { name: 'New token' }).first().click();
    const choices = await page.getByRole('dialog').getByRole('radio').all();
    const labels = await Promise.all(
      choices.map((each) => each.evaluate((input) => input.parentElement?.textContent)),
    );
    expect(labels).toEqual(['24 hours', '7 days', '10 days', 'Own date']);
    await close();
    await host.close();
  });
});

/** Creates a token on the page, and returns it. */
async function createToken(page: Page, name: string): Promise<string> {
  await page.getByRole('button', { name: 'New token' }).first().click();
  await page.getByRole('dialog').getByLabel('Name').fill(name);
  await page.getByRole('button', { name: 'Create token' }).click();
  return tokenIn(page);
}

/** The token that the dialog shows. */
const tokenIn = async (page: Page): Promise<string> =>
  (await page.getByRole('group', { name: 'The new token' }).textContent()) ?? '';
