import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Authority, type Management, systemActor } from '@lynk-auth/authority';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLogger } from '../src/create-logger.ts';
import { firstStart } from '../src/first-start.ts';
import { createApiServer } from '../src/http/create-api-server.ts';
import { openSystem, type System } from '../src/open-system.ts';
import { temporaryFolder } from './console.ts';

let folder: string;
let system: System;
let token: string;
let server: Server | undefined;
let log: string;

beforeEach(async () => {
  folder = await temporaryFolder();
  log = '';
  const logger = createLogger('info', (line) => {
    log += line;
  });
  system = await openSystem({ dataFolder: folder }, logger, { create: true });
  token = (await firstStart(system))?.token.reveal() ?? '';
});
afterEach(async () => {
  server?.closeAllConnections();
  server?.close();
  await system.close();
  await rm(folder, { recursive: true, force: true });
});

async function query(authority: Authority, document = '{ organization { name } }'): Promise<Response> {
  const logger = createLogger('info', (line) => {
    log += line;
  });
  const { verifier } = system;
  const settings = { introspection: true, trustedProxies: 0, requestTimeoutSeconds: 30 };
  server = createApiServer({ ...settings, authority, verifier, logger });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/lynkapi`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query: document }),
  });
}

test('responds to an unexpected error with 500, and logs it without the token', async () => {
  const broken = () => {
    throw new Error(`the disk is on fire, said ${token}`);
  };
  const authority = { ...system.authority, as: () => ({ getOrganization: broken }) as never };
  const response = await query(authority);
  expect(response.status).toBe(500);
  expect(await response.text()).toBe(
    '{"errors":[{"message":"Internal Server Error","extensions":{"code":"INTERNAL_SERVER_ERROR"}}]}',
  );
  expect(log).toContain('the disk is on fire');
  expect(log).not.toContain(token.slice(-32));
});

test('reads each list once, however often a document selects it', async () => {
  const [organization] = await system.store.listOrganizations();
  const id = organization?.id ?? '';
  const [role] = await system.store.listRoles(id);
  for (const name of ['a', 'b', 'c']) {
    await system.authority.as(systemActor(id)).issueServiceToken({ name, roleId: role?.id ?? '' });
  }
  const reads: string[] = [];
  const as: Authority['as'] = (actor) =>
    new Proxy(system.authority.as(actor), {
      get(management, name: keyof Management) {
        reads.push(name);
        return management[name];
      },
    });
  const response = await query(
    { ...system.authority, as },
    `{ organization { a: serviceTokens { role { id } } b: serviceTokens { id role { name } } apiKeys { id }
      organizationRoles { id } } o: organization { users { id } c: users { id } d: organizationRoles { id } } }`,
  );
  const { data } = (await response.json()) as { data: { organization: { a: object[] } } };
  expect(data.organization.a).toEqual(Array(3).fill({ role: { id: role?.id } }));
  expect(reads.toSorted()).toEqual([
    'getOrganization',
    'listMembers',
    'listRoles',
    'listTokens',
    'listTokens',
  ]);
});

test('responds with 500 if the authority throws before the document runs', async () => {
  const as = () => {
    throw new Error('broken');
  };
  expect((await query({ ...system.authority, as })).status).toBe(500);
});

test('responds with 503 and Retry-After, never 401, while the database is unavailable', async () => {
  await system.store.close();
  const response = await query(system.authority);
  expect(response.status).toBe(503);
  expect(response.headers.get('retry-after')).toBe('1');
  expect(response.headers.has('www-authenticate')).toBe(false);
  expect(await response.text()).toBe(
    '{"errors":[{"message":"Service Unavailable","extensions":{"code":"SERVICE_UNAVAILABLE"}}]}',
  );
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(log).toContain('the token store is unavailable');
});
