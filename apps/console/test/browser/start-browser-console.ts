import { openBrowser, openPage, type PageOptions, type WatchedPage } from '@lynk-auth/test-kit/browser';
import { expect } from 'vitest';
import { startTestConsole, type TestConsole } from '../console.ts';

/** The password that {@link BrowserConsole.logIn} sets. */
export const PASSWORD = 'four random words here';

/** The email address of the first administrator. */
export const EMAIL = 'admin@acme.example';

/** A console, and a browser that opens its pages. */
export interface BrowserConsole {
  readonly api: TestConsole;
  /** Opens a page in a browser profile of its own, or in that of another page. */
  open(path: string, options?: Omit<PageOptions, 'origin'>): Promise<WatchedPage>;
  /** Opens a page as the administrator, who is logged in. */
  logIn(path: string, options?: Omit<PageOptions, 'origin'>): Promise<WatchedPage>;
  dispose(): Promise<void>;
}

/** Starts a console with an empty database, and a browser. */
export async function startBrowserConsole(env?: Record<string, string>): Promise<BrowserConsole> {
  const api = await startTestConsole(env);
  const browser = await openBrowser();
  const origin = api.address;
  const send = (path: string, body: object): Promise<Response> => {
    const headers = { 'content-type': 'application/json', origin };
    return fetch(`${origin}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  };
  /** One session for all pages of a file: a log-in costs time on purpose. */
  let session: string | undefined;
  const createSession = async (): Promise<string> => {
    // A test may have used the link itself.
    await send('/auth/reset-password', { token: api.code, newPassword: PASSWORD });
    const response = await send('/auth/sign-in/email', { email: EMAIL, password: PASSWORD });
    expect(response.status).toBe(200);
    return /^lynk\.session_token=([^;]+)/.exec(response.headers.getSetCookie()[0] ?? '')?.[1] ?? '';
  };

  return {
    api,
    async open(path, options) {
      const watched = await openPage(browser, { origin, ...options });
      await watched.page.goto(`${origin}${path}`);
      return watched;
    },
    async logIn(path, options) {
      session ??= await createSession();
      const watched = await openPage(browser, { origin, ...options });
      await watched.context.addCookies([
        { name: 'lynk.session_token', value: session, url: origin, httpOnly: true, sameSite: 'Lax' },
      ]);
      await watched.page.goto(`${origin}${path}`);
      return watched;
    },
    async dispose() {
      await browser.close();
      await api.dispose();
    },
  };
}
