import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { generateToken } from '@lynk-auth/core';
import { expect, test } from 'vitest';
import { callPermissions } from '../src/run/clients.ts';
import { servePermissions } from '../src/run/on-deno.ts';
import { wirings } from '../src/run/wirings.ts';
import { welcome } from '../src/tokens/welcome.ts';

const root = new URL('../', import.meta.url);
const readme = await readFile(new URL('README.md', root), 'utf8');

test('lists every wiring in the order of the command, with the file that is started', () => {
  const rows = [...readme.matchAll(/^\| `([a-z-]+)` +\| \[`\1\.ts`\]\(src\/wirings\/\1\.ts\)/gm)];
  expect(rows.map(([, name]) => name)).toEqual(Object.keys(wirings));
});

test('every link resolves', () => {
  const links = [...readme.matchAll(/\]\(([^)#]+)\)/g)].map(([, link = '']) => link);
  expect(links.length).toBeGreaterThan(20);
  expect(links.filter((link) => !existsSync(new URL(link, root)))).toEqual([]);
});

test('shows the output of the command', () => {
  const token = generateToken({ kind: 'service', environment: 'live' });
  const printed = welcome('http://127.0.0.1:4181', { pipeline: token, admin: token });
  expect(readme).toContain(`\`\`\`\n${printed.replaceAll(token.reveal(), 'lynk_service_live_…')}\`\`\`\n`);
});

test('shows the permissions on Deno', () => {
  expect(readme).toContain(`deno run ${servePermissions(4181).join(' ')} src/wirings/deno.ts\n`);
  expect(readme).toContain(
    `deno run ${callPermissions('http://127.0.0.1:4181').join(' ')} src/clients/fetch.ts\n`,
  );
});
