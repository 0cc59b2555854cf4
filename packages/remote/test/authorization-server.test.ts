/// <reference types="node" />
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { digestToken } from '@lynk-auth/verifier';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createIntrospectionSource, type IntrospectionOptions } from '../src/create-introspection-source.ts';
import { failure } from './failure.ts';

// `oidc-provider`, a process of its own: nothing of this project is in it.
const api = { client_id: 'api:1 & more', client_secret: 's3cr3t+%/:=& x' };
const robot = { client_id: 'robot', client_secret: 'robots-s3cr3t' };
const brief = { client_id: 'brief', client_secret: 'briefs-s3cr3t' };
const foreign = { client_id: 'foreign', client_secret: 'foreigns-s3cr3t' };
type Client = typeof robot;

let child: ChildProcess;
let issuer: string;

beforeAll(async () => {
  const script = fileURLToPath(new URL('children/authorization-server.mjs', import.meta.url));
  const clients = JSON.stringify([api, robot, brief, foreign]);
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
  if (!response.ok) throw new Error(`The server answered ${response.status}: ${text}`);
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

test('an active token', async () => {
  const before = Date.now();
  const answer = await lookup(await issue(robot));
  expect(answer).toEqual({
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
  const { validUntil } = answer as { validUntil: number };
  // It counts in whole seconds.
  expect(validUntil).toBeGreaterThan(before + 598_000);
  expect(validUntil).toBeLessThanOrEqual(Date.now() + 600_000);
});

test('an active token of a server that knows no organizations', async () => {
  const token = await issue(foreign);
  expect(await failure(lookup(token))).toMatchObject({ code: 'bad_response', problem: 'wrong_shape' });
  const answer = await lookup(token, {
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
  expect(answer).toMatchObject({
    ok: true,
    principal: { tokenId: 'foreign', permissions: ['view_sboms', 'update_sboms'] },
    validUntil: expect.any(Number),
  });
});

test('a token that has expired', async () => {
  const token = await issue(brief);
  const answers: unknown[] = [];
  do {
    answers.push(await lookup(token));
    await new Promise((resolve) => setTimeout(resolve, 100));
  } while (JSON.stringify(answers.at(-1)) !== JSON.stringify(unknown) && answers.length < 100);
  // Taken until then, or refused by its exp where the server is late; never after.
  expect(answers.at(-1)).toEqual(unknown);
});

test('a token that was revoked', async () => {
  const token = await issue(robot);
  expect(await lookup(token)).toMatchObject({ ok: true });
  await call('/token/revocation', robot, { token });
  expect(await lookup(token)).toEqual(unknown);
});

test('what never was a token', async () => {
  for (const token of ['x', 'a&token=b', 'é%']) expect(await lookup(token)).toEqual(unknown);
});

test('a wrong client secret, and a client that does not exist', async () => {
  const token = await issue(robot);
  for (const clientId of [api.client_id, 'nobody']) {
    const credentials = { clientId, clientSecret: 'wrong-s3cr3t' };
    expect(await failure(lookup(token, { credentials }))).toMatchObject({ code: 'unauthorized' });
  }
});

test('a client that may not ask is told nothing', async () => {
  const credentials = { clientId: robot.client_id, clientSecret: robot.client_secret };
  expect(await lookup(await issue(robot), { credentials })).toEqual(unknown);
});
