/// <reference types="node" />
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  createAuthority,
  createMemoryStore,
  type Outcome,
  type Store,
  systemActor,
} from '@lynk-auth/authority';
import { createAuthorityHandler, toNodeHandler } from '@lynk-auth/authority/http';
import { generateToken, type SecurityToken } from '@lynk-auth/core';
import { createVerifier } from '@lynk-auth/verifier';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createIntrospectionSource } from '../src/create-introspection-source.ts';

// The introspection endpoint of @lynk-auth/authority, on a real server.
const expectOk = <Result extends object>(outcome: Outcome<Result>) => {
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome;
};

let isDown = false;
const memory = createMemoryStore();
const store: Store = {
  ...memory,
  lookup(digests) {
    if (isDown) throw new Error('The database is down.');
    return memory.lookup(digests);
  },
};
const authority = createAuthority({ store });
const server = createServer(
  toNodeHandler(
    createAuthorityHandler({
      authority,
      verifier: createVerifier({ source: authority.source, observe: null }),
    }),
  ),
);

let base: string;
let issue: (role: string) => Promise<SecurityToken>;
beforeAll(async () => {
  const admin = { userId: 'ada' };
  const { organization, roles } = expectOk(await authority.createOrganization({ name: 'Acme Corp', admin }));
  const manage = authority.as(systemActor(organization.id));
  issue = async (name) => {
    const roleId = roles.find((role) => role.name === name)?.id ?? '';
    return expectOk(await manage.issueServiceToken({ name, roleId })).secret;
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

/** A service without a store, with a clock that the test moves. */
async function createService(maxStalenessSeconds: number) {
  let now = Date.now();
  const clock = { wall: () => now, monotonic: () => now };
  const gateway = await issue('Operator');
  const source = createIntrospectionSource({
    endpoint: `${base}/introspect`,
    credentials: { bearer: gateway },
    maxStalenessSeconds,
    clock,
  });
  return {
    verifier: createVerifier({ source, clock, observe: null }),
    move: (seconds: number) => {
      now += seconds * 1000;
    },
  };
}

const revoke = (secret: SecurityToken) =>
  fetch(`${base}/revoke`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret.reveal()}` },
    body: new URLSearchParams({ token: secret.reveal() }),
  });

test('accepts a token with its permissions, and rejects an unknown one', async () => {
  const { verifier } = await createService(10);
  const viewer = await issue('Viewer');
  expect(await verifier.verify(viewer.reveal())).toMatchObject({
    ok: true,
    principal: { kind: 'service', permissions: expect.arrayContaining(['view_sboms']) },
  });
  expect(
    await verifier.verify(generateToken({ kind: 'service', environment: 'live' }).reveal()),
  ).toMatchObject({
    ok: false,
    kind: 'invalid_token',
    reason: 'unknown',
  });
});

test('authenticates with its own token as bearer, or as the client secret of HTTP Basic', async () => {
  const viewer = (await issue('Viewer')).reveal();
  const clientSecret = (await issue('Operator')).reveal();
  const verify = (secret: string) => {
    const source = createIntrospectionSource({
      endpoint: `${base}/introspect`,
      credentials: { clientId: 'gateway: 1 & more', clientSecret: secret },
      maxStalenessSeconds: 0,
    });
    return createVerifier({ source, observe: null }).verify(viewer);
  };
  expect(await verify(clientSecret)).toMatchObject({ ok: true, principal: { kind: 'service' } });
  expect(await verify(`${clientSecret}x`)).toMatchObject({ kind: 'unavailable' });
  expect(await verify(viewer)).toMatchObject({ kind: 'unavailable' });
});

test('notices a revocation within the stated staleness', async () => {
  const { verifier, move } = await createService(10);
  const secret = await issue('Viewer');
  expect(await verifier.verify(secret.reveal())).toMatchObject({ ok: true });
  expect((await revoke(secret)).status).toBe(200);
  move(10);
  expect(await verifier.verify(secret.reveal())).toMatchObject({ ok: false, kind: 'invalid_token' });
});

test('is unavailable while the store of the authority is, and remembers nothing of it', async () => {
  const { verifier } = await createService(10);
  const secret = await issue('Viewer');
  isDown = true;
  expect(await verifier.verify(secret.reveal())).toMatchObject({ ok: false, kind: 'unavailable' });
  isDown = false;
  expect(await verifier.verify(secret.reveal())).toMatchObject({ ok: true });
});

test('is unavailable with a token of its own that may not introspect', async () => {
  const viewer = await issue('Viewer');
  const source = createIntrospectionSource({
    endpoint: `${base}/introspect`,
    credentials: { bearer: viewer },
    maxStalenessSeconds: 10,
  });
  const verifier = createVerifier({ source, observe: null });
  expect(await verifier.verify((await issue('Viewer')).reveal())).toMatchObject({ kind: 'unavailable' });
});
