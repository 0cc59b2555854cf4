import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';

/** Options of {@link openPage}. */
export interface PageOptions extends BrowserContextOptions {
  /** The only origin that the page may reach. */
  readonly origin: string;
  /** The context of an earlier page, whose cookies this one shares. Default: a new one. */
  readonly context?: BrowserContext;
}

/** A page that records what it must not do. */
export interface WatchedPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /**
   * What the page did that it must not do: a violation of its content security policy, an error in a script, a request to
   * another origin, an error in the console. Expect an empty list.
   *
   * A response that the test expects to fail is in the console too, so pass its status.
   */
  readonly faults: (expectedStatuses?: readonly number[]) => readonly string[];
  close(): Promise<void>;
}

const FAILED_LOAD = /^Failed to load resource: the server responded with a status of (\d{3})/;

/** Opens a page in a new context, and watches it. */
export async function openPage(
  browser: Browser,
  { origin, context: shared, ...options }: PageOptions,
): Promise<WatchedPage> {
  const context = shared ?? (await browser.newContext({ baseURL: origin, ...options }));
  const page = await context.newPage();
  const faults: { readonly text: string; readonly status?: number }[] = [];
  // The console reports a violation too, but not where it happened.
  await page.exposeFunction('reportViolation', (text: string) => faults.push({ text }));
  await page.addInitScript(() => {
    const target = globalThis as unknown as {
      document: { addEventListener(type: string, listener: (event: Record<string, unknown>) => void): void };
      reportViolation(text: string): void;
    };
    target.document.addEventListener('securitypolicyviolation', (event) => {
      target.reportViolation(`content security policy: ${event['violatedDirective']} ${event['sourceFile']}`);
    });
  });
  page.on('pageerror', (error) => faults.push({ text: `error in a script: ${error.message}` }));
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    const status = FAILED_LOAD.exec(message.text())?.[1];
    faults.push({
      text: `console: ${message.text()}`,
      ...(status === undefined ? {} : { status: Number(status) }),
    });
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin) faults.push({ text: `request to another origin: ${url.origin}` });
  });
  return {
    page,
    context,
    faults: (expectedStatuses = []) =>
      faults
        .filter(({ status }) => status === undefined || !expectedStatuses.includes(status))
        .map(({ text }) => text),
    async close() {
      await (shared === undefined ? context.close() : page.close());
    },
  };
}
