/// <reference types="node" />
import { readFile } from 'node:fs/promises';
import { openBrowser } from '@lynk-auth/test-kit/browser';
import { expect, it } from 'vitest';
import { openSettings } from './open-settings.ts';
import { startHost } from './start-host.ts';

it('README example', async () => {
  const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
  const [, example = ''] = /```tsx\n([\s\S]*?)```/.exec(readme) ?? [];
  const host = await startHost({ example });
  const browser = await openBrowser();
  try {
    const { page, faults } = await openSettings(browser, host, { path: '/example' });
    for (const name of ['Security tokens', 'Service tokens']) {
      await page.getByRole('heading', { name }).waitFor();
    }
    await page.getByText('No personal token yet').waitFor();
    await page.getByText('No service token yet').waitFor();
    expect(faults()).toEqual([]);
  } finally {
    await browser.close();
    await host.close();
  }
});
