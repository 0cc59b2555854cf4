/// <reference types="node" />
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startApi, token } from './start-api.ts';

const child = fileURLToPath(new URL('children/jsdom.mjs', import.meta.url));

test('works on a server with the globals of jsdom, which is no browser page', async () => {
  await using api = await startApi();
  const { stdout } = await promisify(execFile)(process.execPath, [child, api.endpoint, token]);
  // The last upload has a file of jsdom, whose bytes cannot be read.
  expect(stdout).toBe('configuration\n');
  expect(api.requests.map(({ path }) => path)).toEqual(['/lynkapi', '/lynkapi', '/x']);
  expect(api.requests[1]?.body).toContain('\r\n\r\ncontent\r\n');
});
