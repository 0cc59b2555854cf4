// The pictures of the dashboard in the root README, in light and dark: of a console that is started for them.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBrowser } from '../packages/test-kit/dist/browser.js';
import { root } from './workspace.mjs';

const PAGE = '/settings/organization/service-tokens';
const DAY_MS = 86_400_000;
/** Enough to upload, and nothing else. */
const UPLOAD = ['view_organization', 'view_products', 'view_sboms', 'update_sboms'];
/** The oldest first, which is the last on the page. */
const TOKENS = [
  { name: 'Grafana', role: 'Viewer', days: 6 },
  { name: 'Release checks', role: 'Viewer', days: 80 },
  { name: 'Nightly export', role: 'Viewer', days: 21 },
  { name: 'Upload from GitHub Actions', role: 'Operator', permissions: UPLOAD, days: 30 },
];

export async function takeScreenshots() {
  const data = mkdtempSync(join(tmpdir(), 'lynk-auth-screenshots-'));
  const console_ = await startConsole(data);
  const browser = await openBrowser();
  try {
    const { origin, code } = console_;
    const cookie = await logIn(origin, code);
    for (const token of TOKENS) await createToken(origin, cookie, token);
    const [name = '', value = ''] = cookie.split('=');
    mkdirSync(join(root, '.github/screenshots'), { recursive: true });
    for (const colorScheme of ['light', 'dark']) {
      const context = await browser.newContext({
        baseURL: origin,
        colorScheme,
        locale: 'en-US',
        viewport: { width: 1180, height: 740 },
        deviceScaleFactor: 1.25,
      });
      await context.addCookies([{ name, value, url: origin }]);
      const page = await context.newPage();
      await page.goto(PAGE);
      await page.getByText(TOKENS[0].name).waitFor();
      await page.evaluate('document.fonts.ready');
      await page.screenshot({ path: join(root, `.github/screenshots/tokens-${colorScheme}.png`) });
      await context.close();
    }
  } finally {
    await browser.close();
    await console_.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

async function startConsole(data) {
  const child = spawn(process.execPath, [join(root, 'apps/console/dist/main.js')], {
    env: { PATH: process.env.PATH, PORT: '0', LYNK_AUTH_DATA: join(data, 'data'), LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  let printed = '';
  const started = await new Promise((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text) => {
      printed += text;
      const [, origin, code] = /(http:\S+)\/password#(\S+)/.exec(printed) ?? [];
      if (code !== undefined) resolve({ origin, code });
    });
    ended.then(() => reject(new Error('The console ended before it listened.')));
  });
  return {
    ...started,
    async stop() {
      child.kill();
      await ended;
    },
  };
}

/** Sends JSON, as the dashboard does. */
async function post(origin, path, body, headers = {}) {
  const response = await fetch(`${origin}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin, ...headers },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`POST ${path} failed with ${response.status}.`);
  return response;
}

/** Returns the cookie of the administrator's session. */
async function logIn(origin, code) {
  const password = crypto.randomUUID();
  await post(origin, '/auth/reset-password', { token: code, newPassword: password });
  const response = await post(origin, '/auth/sign-in/email', { email: 'admin@acme.example', password });
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

async function createToken(origin, cookie, { name, role, permissions, days }) {
  const { roles } = await (await fetch(`${origin}/manage/api/roles`, { headers: { cookie } })).json();
  const roleId = roles.find((each) => each.name === role)?.id;
  // An hour more, which the page rounds down.
  const expiresAt = Date.now() + days * DAY_MS + DAY_MS / 24;
  const token = { name, roleId, permissions, expiresAt };
  const { secret } = await (await post(origin, '/manage/api/service-tokens', token, { cookie })).json();
  const query = 'query { organization { id name } }';
  await post(origin, '/lynkapi', { query }, { authorization: `Bearer ${secret}` });
}
