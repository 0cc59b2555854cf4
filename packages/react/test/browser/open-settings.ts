import { openPage } from '@lynk-auth/test-kit/browser';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { type Host, INSECURE_ORIGIN } from './start-host.ts';

interface SettingsOptions extends BrowserContextOptions {
  readonly user?: 'ada' | 'otto' | 'vera';
  readonly path?: '/personal' | '/service' | '/example';
  /** Whether the page is on plain http, on another machine. */
  readonly insecure?: boolean;
}

/** Opens the page of a signed-in user. */
export async function openSettings(browser: Browser, host: Host, options: SettingsOptions = {}) {
  const { user = 'ada', path = '/personal', insecure = false, ...rest } = options;
  const origin = insecure ? INSECURE_ORIGIN : host.origin;
  const opened = await openPage(browser, { origin, locale: 'en-GB', timezoneId: 'Europe/Berlin', ...rest });
  const { context, page } = opened;
  await context.addCookies([{ name: 'user', value: user, url: origin }]);
  if (insecure) {
    // The browser believes in another machine, whose responses the host sends.
    await context.route(`${INSECURE_ORIGIN}/**`, async (route) => {
      const url = route.request().url().replace(INSECURE_ORIGIN, host.origin);
      await route.fulfill({ response: await route.fetch({ url }) });
    });
  }
  await page.goto(path);
  await page.getByRole('heading', { level: 2 }).first().waitFor();
  return opened;
}
