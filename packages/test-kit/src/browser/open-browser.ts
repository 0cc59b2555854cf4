/// <reference types="node" />
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Where Debian and other systems install it. `CHROMIUM_PATH` names another place. */
const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * Starts the Chromium of this machine, without a window.
 *
 * @throws {Error} if it is not installed.
 */
export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_PATH'] ?? PLACES.find((path) => existsSync(path));
  if (executablePath === undefined) {
    throw new Error(
      'Chromium is not installed. Install it (apt-get install chromium), or set CHROMIUM_PATH.',
    );
  }
  // The sandbox needs rights that a container does not give.
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-background-networking'] });
}
