/// <reference types="node" />
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { digestToken } from '@lynk-auth/verifier';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createIntrospectionSource, type IntrospectionOptions } from '../src/create-introspection-source.ts';
import { catchLynkError } from './catch-lynk-error.ts';

// Runs `oidc-provider` in a separate process: an independent implementation of RFC 7662.
const api = { client_id: 'api:1 & more', client_secret: 's3cr3t+%/:=& x' };
const robot = { client_id: 'robot', client_secret: 'robots-s3cr3t' };
const shortLived = { client_id: 'short-lived', client_secret: 'short-lived-s3cr3t' };
const noOrganization = { client_id: 'no-organization', client_secret: 'no-organization-s3cr3t' };
type Client = typeof robot;

let child: ChildProcess;
let issuer: string;

beforeAll(async () => {
  const script = fileURLToPath(new URL('children/authorization-server.mjs', import.meta.url));
  const clients = JSON.stringify([api, robot, shortLived, noOrganization]);
  const started = spawn(process.execPath, [script, clients], { stdio: ['ignore', 'pipe', 'ignore'] });
  child = started;
  const [line] = await once(createInterface(started.stdout), 'line');
  issuer = JSON.parse(line).issuer;
});
afterAll(async () => {
  const closed = once(child, 'close');
  child.kill();
  await closed;
});

async function call(path: string, { client_id, client_secret }: Client, form: Record<string, string>) {
  const response = await fetch(`${issuer}${path}`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${client_id}:${client_secret}`)}` },
    body: new URLSearchParams(form),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`The server responded with ${response.status}: ${text}`);
  return text === '' ? {} : JSON.parse(text);
}

async function issue(client: Client): Promise<string> {
  const form = { grant_type: 'client_credentials', scope: 'view_sboms update_sboms' };
  return (await call('/token', client, form)).access_token;
}

function lookup(token: string, options: Partial<IntrospectionOptions> = {}) {
  const source = createIntrospectionSource({
    endpoint: `${issuer}/token/introspection`,
    credentials: { clientId: api.client_id, clientSecret: api.client_secret },
    maxStalenessSeconds: 0,
    timeoutMs: 10_000,
    ...options,
  });
  return Promise.resolve(source.lookup(token, [digestToken(token)]));
}

const unknown = { ok: false, reason: 'unknown' };

test('accepts an active token', async () => {
  const before = Date.now();
  const result = await lookup(await issue(robot));
  expect(result).toEqual({
    ok: true,
    principal: {
      kind: 'service',
      tokenId: 'robot',
      organizationId: 'o1',
      permissions: ['view_sboms', 'update_sboms'],
      expiresAt: expect.any(Number),
    },
    validUntil: expect.any(Number),
  });
  const { validUntil } = result as { validUntil: number };
  // The server counts in whole seconds.
  expect(validUntil).toBeGreaterThan(before + 598_000);
  expect(validUntil).toBeLessThanOrEqual(Date.now() + 600_000);
});

test('accepts an active token without an organization by toPrincipal only', async () => {
  const token = await issue(noOrganization);
  expect(await catchLynkError(lookup(token))).toMatchObject({ code: 'bad_response', problem: 'wrong_shape' });
  const result = await lookup(token, {
    toPrincipal: ({ client_id, iss, scope, token_type }) =>
      iss === issuer && token_type !== undefined && typeof client_id === 'string'
        ? {
            kind: 'service',
            tokenId: client_id,
            organizationId: 'o1',
            permissions: String(scope).split(' '),
            expiresAt: null,
          }
        : null,
  });
  expect(result).toMatchObject({
    ok: true,
    principal: { tokenId: 'no-organization', permissions: ['view_sboms', 'update_sboms'] },
    validUntil: expect.any(Number),
  });
});

test('rejects an expired token', async () => {
  const token = await issue(shortLived);
  const results: unknown[] = [];
  do {
    results.push(await lookup(token));
    await new Promise((resolve) => setTimeout(resolve, 100));
  } while (JSON.stringify(results.at(-1)) !== JSON.stringify(unknown) && results.length < 100);
  // Accepted until then, or rejected by its exp if the server is late; never accepted afterwards.
  expect(results.at(-1)).toEqual(unknown);
});

test('rejects a revoked token', async () => {
  const token = await issue(robot);
  expect(await lookup(token)).toMatchObject({ ok: true });
  await call('/token/revocation', robot, { token });
  expect(await lookup(token)).toEqual(unknown);
});

test('rejects a string that was never a token', async () => {
  for (const token of ['x', 'a&token=b', 'é%']) expect(await lookup(token)).toEqual(unknown);
});

test('fails with unauthorized for a wrong client secret and for an unknown client', async () => {
  const token = await issue(robot);
  for (const clientId of [api.client_id, 'missing']) {
    const credentials = { clientId, clientSecret: 'wrong-s3cr3t' };
    expect(await catchLynkError(lookup(token, { credentials }))).toMatchObject({ code: 'unauthorized' });
  }
});

test('treats every token as unknown for a client without access to introspection', async () => {
  const credentials = { clientId: robot.client_id, clientSecret: robot.client_secret };
  expect(await lookup(await issue(robot), { credentials })).toEqual(unknown);
});
